package io.datatier.rehearsal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdentityPathsTest {

  private static final String MASTER = "rds!db-31e37062-f624-450c-a121-3d1ba1f6c1ff-XtiUMK";
  private static final String PROXY_ID = "prx-0aa2c02e83330c8dc";

  @Test
  void a_stack_as_deployed_has_the_role_of_the_proxy_and_of_each_function() throws IOException {
    assertEquals(readers().toList(), paths(States.deployed()));
  }

  @Test
  void a_role_that_may_read_all_secrets_is_there() throws IOException {
    assertEquals(
        Stream.concat(
                readers(),
                Stream.of(
                    "report-job READ_SECRET %s open used by [Function report-job] by [RolePolicy report-job-reads-all]"
                        .formatted(MASTER)))
            .sorted()
            .toList(),
        paths(States.opened()).stream().sorted().toList());
  }

  @Test
  void users_are_there_by_their_own_policies_and_those_of_their_groups() throws IOException {
    var read =
        "{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"secretsmanager:*\\\",\\\"Resource\\\":\\\"*\\\"}}";
    var states = States.deployed();
    for (var name : List.of("ann", "bob", "cid", "dan", "eve")) {
      states.with(
          "aws:iam/user:User",
          name,
          name,
          "{\"arn\": \"arn:aws:iam::123456789012:user/%s\"}".formatted(name));
    }
    states
        .with("aws:iam/accessKey:AccessKey", "ann-key", "AKIA0", "{\"user\": \"ann\"}")
        .with(
            "aws:iam/userPolicy:UserPolicy",
            "ann-reads",
            "ann:reads",
            "{\"user\": \"ann\", \"policy\": \"%s\"}".formatted(read))
        .with(
            "aws:iam/userPolicyAttachment:UserPolicyAttachment",
            "bob-is-anything",
            "bob-1",
            "{\"user\": \"bob\", \"policyArn\": \"arn:aws:iam::aws:policy/SomethingUnknown\"}")
        .with(
            "aws:iam/groupPolicy:GroupPolicy",
            "readers-read",
            "readers:read",
            "{\"group\": \"readers\", \"policy\": \"%s\"}".formatted(read))
        .with(
            "aws:iam/groupMembership:GroupMembership",
            "readers-members",
            "members",
            "{\"group\": \"readers\", \"users\": [\"cid\"]}")
        .with(
            "aws:iam/userGroupMembership:UserGroupMembership",
            "dan-groups",
            "dan/readers",
            "{\"user\": \"dan\", \"groups\": [\"readers\"]}");
    assertEquals(
        List.of(
            "user ann READ_SECRET %s open used by [AccessKey ann-key] by [UserPolicy ann-reads]",
            "user bob READ_SECRET %s possible used by [] by [UserPolicyAttachment bob-is-anything]",
            "user cid READ_SECRET %s open used by [] by [GroupPolicy readers-read]",
            "user dan READ_SECRET %s open used by [] by [GroupPolicy readers-read]"),
        paths(states).stream()
            .filter(path -> path.startsWith("user "))
            .map(path -> path.replace(MASTER, "%s"))
            .toList());
  }

  @Test
  void a_denial_closes_a_path_and_an_unknown_managed_policy_leaves_it_open() throws IOException {
    var states =
        States.opened()
            .with(
                "aws:iam/rolePolicy:RolePolicy",
                "denied",
                "report-job:denied",
                """
                {"role": "report-job", "policy":
                 "{\\"Statement\\":{\\"Effect\\":\\"Deny\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}}"}\
                """)
            .with(
                "aws:iam/role:Role",
                "operator",
                "operator",
                """
                {"arn": "arn:aws:iam::123456789012:role/operator",
                 "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}\
                """);
    assertEquals(
        Stream.concat(
                readers(),
                Stream.of(
                    "operator READ_SECRET %s possible used by [] by [Role operator]"
                        .formatted(MASTER)))
            .sorted()
            .toList(),
        paths(states).stream().sorted().toList());
  }

  @Test
  void roles_that_may_log_in_with_iam_are_there_for_each_user() throws IOException {
    var states =
        States.deployed()
            .with(
                "aws:iam/role:Role",
                "reader-role",
                "reader",
                """
                {"arn": "arn:aws:iam::123456789012:role/reader"}\
                """)
            .with(
                "aws:iam/rolePolicy:RolePolicy",
                "reader-connects",
                "reader:connect",
                """
                {"role": "reader", "policy":
                 "{\\"Statement\\":{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"rds-db:connect\\",\\"Resource\\":\\"arn:aws:rds-db:us-east-1:123456789012:dbuser:%s/reporting\\"}}"}\
                """
                    .formatted(PROXY_ID));
    states
        .named("campaign-postgres-proxy-dev-proxy")
        .getAsJsonObject("outputs")
        .add(
            "auths",
            JsonParser.parseString("[{\"iamAuth\": \"REQUIRED\", \"authScheme\": \"SECRETS\"}]"));
    assertEquals(
        List.of(
            "reader CONNECT reporting at campaign-postgres-proxy-dev-proxy open used by [] by"
                + " [RolePolicy reader-connects]"),
        paths(states).stream().filter(path -> path.contains(" CONNECT ")).toList());
  }

  @Test
  void a_secret_outside_the_state_may_have_a_key_that_closes_the_path() throws IOException {
    var arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:elsewhere-AbCdEf";
    assertEquals(
        List.of(
            "report-job READ_SECRET elsewhere-AbCdEf possible used by [Function report-job] by"
                + " [RolePolicy report-job-reads-all]"),
        paths(knowing(States.opened(), arn)).stream()
            .filter(path -> path.contains("elsewhere"))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "'', open",
    "alias/aws/secretsmanager, open",
    "arn:aws:kms:us-east-1:123456789012:alias/aws/secretsmanager, open",
    "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555, possible",
    "alias/ours, possible"
  })
  void a_key_outside_the_state_leaves_open_whether_a_secret_is_read(String key, String certainty)
      throws IOException {
    var arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app-AbCdEf";
    var states =
        knowing(States.opened(), arn)
            .with(
                "aws:secretsmanager/secret:Secret",
                "app",
                arn,
                """
                {"arn": "%s", "name": "app", "kmsKeyId": "%s"}\
                """
                    .formatted(arn, key));
    assertEquals(
        List.of(
            "report-job READ_SECRET app %s used by [Function report-job] by [RolePolicy report-job-reads-all]"
                .formatted(certainty)),
        paths(states).stream().filter(path -> path.contains(" app ")).toList());
  }

  @Test
  void a_key_that_the_program_has_chosen_for_the_master_user_counts_too() throws IOException {
    var states = States.deployed();
    states
        .named("campaign-postgres-dev-instance")
        .getAsJsonObject("inputs")
        .addProperty("masterUserSecretKmsKeyId", "alias/ours");
    assertEquals(
        readers().map(path -> path.replace(" open ", " possible ")).toList(), paths(states));
  }

  /** The proxy logs in with one more secret. */
  private static States knowing(States states, String arn) {
    states
        .named("campaign-postgres-proxy-dev-proxy")
        .getAsJsonObject("outputs")
        .getAsJsonArray("auths")
        .add(JsonParser.parseString("{\"secretArn\": \"%s\"}".formatted(arn)));
    return states;
  }

  private static Stream<String> readers() {
    return Stream.concat(
        Stream.of(
            "campaign-postgres-proxy-dev READ_SECRET %s open used by [Proxy campaign-postgres-proxy-dev-proxy] by [RolePolicy campaign-postgres-proxy-dev-role-secret]"
                .formatted(MASTER)),
        Stream.of(
                "dialer-worker-lambda-dev",
                "dispatcher-lambda-dev",
                "enrich-dial-task-lambda-dev",
                "report-generator-lambda-dev",
                "status-checker-lambda-dev",
                "validate-campaign-lambda-dev")
            .map(
                role ->
                    "%s READ_SECRET %s open used by [Function campaign-functions-dev-%s-function] by [RolePolicy campaign-functions-dev-%s-read-database-secret]"
                        .formatted(role, MASTER, role, role)));
  }

  private static List<String> paths(States states) {
    return IdentityPaths.in(states.state()).stream()
        .map(
            path ->
                "%s %s %s %s used by %s by %s"
                    .formatted(
                        path.who(),
                        path.may(),
                        path.on(),
                        path.certainty().word(),
                        path.usedBy(),
                        path.by()))
        .toList();
  }
}
