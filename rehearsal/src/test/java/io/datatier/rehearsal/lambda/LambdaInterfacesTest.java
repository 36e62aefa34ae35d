package io.datatier.rehearsal.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What functions leave behind in a VPC. */
final class LambdaInterfacesTest {

  private final DataTier tier;
  private final Live vpc;
  private final Live role;
  private final Live subnet;
  private final Live group;

  LambdaInterfacesTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
    vpc = tier.vpc().create();
    role = tier.role("lambda.amazonaws.com").create();
    subnet = tier.subnet(vpc, "a", "10.0.0.0/24").create();
    group = tier.group(vpc, "functions").create();
    tier.attached(role, "service-role/AWSLambdaVPCAccessExecutionRole").create();
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft function(String name, Live itsGroup) {
    return tier.functionAlone()
        .with("name", name)
        .with("role", role.text("arn"))
        .with(
            "vpcConfig",
            Map.of("subnetIds", List.of(subnet.id()), "securityGroupIds", List.of(itsGroup.id())));
  }

  private Instant now() {
    return tier.aws().account().now();
  }

  private List<Entity> interfaces() {
    return tier.aws().account().all(LambdaInterfaces.TYPE).toList();
  }

  @Test
  void stay_for_twenty_minutes_and_keep_the_group_and_the_subnet() {
    function("validate", group).create().delete();
    var begun = now();
    assertEquals(1, interfaces().size());
    assertEquals(
        List.of(subnet.id(), group.id()),
        List.of(
            interfaces().get(0).text("subnetId").orElseThrow(),
            interfaces().get(0).properties().texts("securityGroups").get(0)));
    // Nobody has to do anything about them.
    assertEquals(
        List.of(),
        tier.aws().account().leftovers().stream()
            .filter(each -> each.type().equals(LambdaInterfaces.TYPE))
            .toList());
    group.delete();
    assertEquals(Duration.ofMinutes(20), Duration.between(begun, now()));
    assertEquals(List.of(), interfaces());
    subnet.delete();
    assertEquals(Duration.ofMinutes(20), Duration.between(begun, now()));
  }

  @Test
  void are_shared_by_functions_with_the_same_groups() {
    var one = function("one", group).create();
    var two = function("two", group).create();
    one.delete();
    assertEquals(List.of(), interfaces());
    group.expectDeleteRefused(
        "deleting Security Group (functions-0123456): DependencyViolation: The security group '%s' has dependencies and cannot be deleted; two (aws:lambda/function:Function) still uses it."
            .formatted(group.id()));
    two.delete();
    assertEquals(1, interfaces().size());
  }

  @Test
  void are_left_by_a_function_that_moves_to_another_group() {
    var other = tier.group(vpc, "others").create();
    var described = function("validate", group);
    var function = described.create();
    function.update(described.with("timeout", 30));
    assertEquals(List.of(), interfaces());
    function.update(function("validate", other));
    assertEquals(1, interfaces().size());
    group.delete();
  }

  @Test
  void get_other_groups_where_the_provider_is_asked_to_give_them() {
    function("validate", group).with("replaceSecurityGroupsOnDestroy", true).create().delete();
    var begun = now();
    group.delete();
    assertEquals(Duration.ZERO, Duration.between(begun, now()));
    assertEquals(
        List.of(vpc.text("defaultSecurityGroupId")),
        interfaces().get(0).properties().texts("securityGroups"));
  }
}
