package io.datatier.rehearsal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NetworkPathsTest {

  private static final String DATABASE = "campaign-postgres-dev-instance";
  private static final String PROXY = "campaign-postgres-proxy-dev-proxy";
  private static final String OTHER_GROUP = "sg-00000000000000007";
  private static final List<String> FUNCTIONS =
      List.of(
          "dialer-worker",
          "dispatcher",
          "enrich-dial-task",
          "report-generator",
          "status-checker",
          "validate-campaign");
  private static final String PROXY_PATH =
      PROXY
          + " > "
          + DATABASE
          + ":5432 open by campaign-postgres-proxy-dev-target-egress"
          + ", campaign-postgres-proxy-dev-target-ingress";

  @Test
  void a_stack_as_deployed_has_the_proxy_the_admin_group_and_its_functions() throws IOException {
    assertEquals(
        Stream.concat(
                Stream.of(
                    PROXY_PATH,
                    "future members of security group campaign-postgres-dev-admin-group (none in"
                        + " this stack) > "
                        + DATABASE
                        + ":5432 open by campaign-postgres-dev-admin-group"
                        + ", campaign-postgres-dev-admin-egress"
                        + ", campaign-postgres-dev-admin-ingress"),
                functions())
            .toList(),
        paths(States.deployed()));
  }

  @Test
  void every_way_in_that_nobody_planned_is_there_with_what_opens_it() throws IOException {
    assertEquals(
        Stream.concat(
                Stream.of(
                    "report-job > "
                        + DATABASE
                        + ":5432 open by campaign-postgres-dev-admin-egress"
                        + ", campaign-postgres-dev-admin-ingress, from-anywhere",
                    PROXY_PATH + ", from-anywhere",
                    "any address of the VPC and of networks connected to it (0.0.0.0/0) > "
                        + DATABASE
                        + ":5432 open by to-the-office, from-anywhere"),
                functions())
            .sorted()
            .toList(),
        paths(States.opened()).stream().sorted().toList());
  }

  @Test
  void a_public_database_is_open_to_the_internet() throws IOException {
    var states = States.opened();
    states.named(DATABASE).getAsJsonObject("outputs").addProperty("publiclyAccessible", true);
    assertEquals(
        List.of("anyone on the internet (0.0.0.0/0)"),
        NetworkPaths.in(states.state()).stream()
            .map(NetworkPath::who)
            .filter(who -> who.contains("0.0.0.0"))
            .toList());
  }

  @Test
  void a_client_that_its_own_group_does_not_let_out_has_no_path() throws IOException {
    var states = States.deployed();
    states
        .named("campaign-functions-dev-proxy-egress")
        .getAsJsonObject("outputs")
        .addProperty("toPort", 5431);
    assertEquals(
        List.of(),
        NetworkPaths.in(states.state()).stream()
            .filter(path -> path.to().name().equals(PROXY))
            .toList());
  }

  @Test
  void a_group_outside_the_state_leaves_open_whom_it_admits_besides_its_rules_here()
      throws IOException {
    var states = wearing(States.deployed(), OTHER_GROUP);
    var others =
        "anything else that security group "
            + OTHER_GROUP
            + " (outside this stack) admits > "
            + DATABASE
            + ":5432 possible by ";

    assertEquals(List.of(others), toDatabase(states));

    states
        .with(
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            "from-anywhere",
            "sgr-00000000000000001",
            """
            {"securityGroupId": "%s", "ipProtocol": "-1", "cidrIpv4": "10.0.0.0/8"}\
            """
                .formatted(OTHER_GROUP))
        .with(
            "aws:ec2/securityGroupRule:SecurityGroupRule",
            "from-the-office",
            "sgrule-00000000000000002",
            """
            {"securityGroupId": "%s", "type": "ingress", "protocol": "tcp", "fromPort": 5432,
             "toPort": 5432, "cidrBlocks": ["172.16.0.0/12"]}\
            """
                .formatted(OTHER_GROUP));
    assertEquals(
        List.of(
            "addresses in 10.0.0.0/8 > " + DATABASE + ":5432 open by from-anywhere",
            "addresses in 172.16.0.0/12 > " + DATABASE + ":5432 open by from-the-office",
            others),
        toDatabase(states));
  }

  @Test
  void a_default_group_admits_whom_its_resource_says() throws IOException {
    var states =
        wearing(States.deployed(), OTHER_GROUP)
            .with(
                "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
                "default",
                OTHER_GROUP,
                """
                {"ingress": [{"protocol": "tcp", "fromPort": 5432, "toPort": 5432,
                  "cidrBlocks": ["192.168.0.0/16"], "self": false}], "egress": []}\
                """);
    assertEquals(
        List.of("addresses in 192.168.0.0/16 > " + DATABASE + ":5432 open by default"),
        toDatabase(states));
  }

  private static States wearing(States states, String group) {
    var groups = new JsonArray();
    groups.add(group);
    states.named(DATABASE).getAsJsonObject("outputs").add("vpcSecurityGroupIds", groups);
    return states;
  }

  private static List<String> toDatabase(States states) {
    return paths(states).stream().filter(path -> path.contains("> " + DATABASE)).toList();
  }

  private static Stream<String> functions() {
    return FUNCTIONS.stream()
        .map(
            name ->
                ("campaign-functions-dev-%s-lambda-dev-function > %s:5432 open by"
                        + " campaign-functions-dev-proxy-egress,"
                        + " campaign-functions-dev-proxy-ingress")
                    .formatted(name, PROXY));
  }

  private static List<String> paths(States states) {
    return NetworkPaths.in(states.state()).stream()
        .map(
            path ->
                "%s > %s:%d %s by %s"
                    .formatted(
                        path.who(),
                        path.to().name(),
                        path.port(),
                        path.certainty().word(),
                        path.by().stream().map(Resource::name).collect(Collectors.joining(", "))))
        .toList();
  }
}
