package io.datatier.rehearsal.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecurityGroupLookupsTest {

  private static final String GROUPS = "aws:ec2/getSecurityGroups:getSecurityGroups";
  private static final String GROUP = "aws:ec2/getSecurityGroup:getSecurityGroup";

  private final DataTier tier;

  SecurityGroupLookupsTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @Test
  void tells_of_the_vpc_that_an_id_names() {
    var vpc = tier.vpc().create();
    var told = tier.aws().look("aws:ec2/getVpc:getVpc", Map.of("id", vpc.id()));
    assertEquals(
        List.of(vpc.id(), vpc.text("cidrBlock")), List.of(told.get("id"), told.get("cidrBlock")));
  }

  @Test
  void finds_groups_by_name_with_wildcards_and_by_the_group_that_they_may_connect_to() {
    var vpc = tier.vpc().create();
    var database = tier.group(vpc, "database").with("name", "database").create().id();
    var proxy = tier.group(vpc, "proxy").with("name", "proxy-prod").create().id();
    var second =
        tier.group(vpc, "second")
            .with("name", "proxy-prod-b")
            .with("tags", Map.of("Name", "second"))
            .create()
            .id();
    tier.aws()
        .resource(SecurityGroupEgressRule.TYPE, "proxy-to-database")
        .with("securityGroupId", second)
        .with("referencedSecurityGroupId", database)
        .with("ipProtocol", "tcp")
        .with("fromPort", 5432)
        .with("toPort", 5432)
        .create();

    assertEquals(Optional.of(List.of(proxy)), ids(List.of(filter("group-name", "proxy-prod"))));
    assertEquals(
        Optional.of(List.of(proxy, second)),
        ids(
            List.of(
                filter("group-name", "proxy-prod", "proxy-prod-?"), filter("vpc-id", vpc.id()))));
    assertEquals(
        Optional.of(List.of(second)),
        ids(
            List.of(
                filter("group-name", "proxy-*"),
                filter("egress.ip-permission.group-id", database))));
    assertEquals(Optional.of(List.of(second)), ids(List.of(filter("tag:Name", "second"))));
    assertEquals(Optional.of(List.of()), ids(List.of(filter("group-id", "sg-0a1b2c3d4e5f60718"))));
    assertEquals("proxy-prod-b", tier.aws().look(GROUP, Map.of("id", second)).get("name"));
  }

  @Test
  void refuses_what_ec2_refuses() {
    tier.group(tier.vpc().create(), "proxy").create();
    tier.aws()
        .expectLookRefused(
            GROUPS,
            Map.of("filters", List.of(filter("name", "proxy"))),
            "InvalidParameterValue: The filter 'name' is invalid");
    tier.aws()
        .expectLookRefused(
            GROUP,
            Map.of("id", "sg-0a1b2c3d4e5f60718"),
            "InvalidGroup.NotFound: The security group 'sg-0a1b2c3d4e5f60718' does not exist");
  }

  private Optional<Object> ids(List<Map<String, Object>> filters) {
    return Optional.ofNullable(tier.aws().look(GROUPS, Map.of("filters", filters)).get("ids"));
  }

  private static Map<String, Object> filter(String name, String... values) {
    return Map.of("name", name, "values", List.of(values));
  }
}
