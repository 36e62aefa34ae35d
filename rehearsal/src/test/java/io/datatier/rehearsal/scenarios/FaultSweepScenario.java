package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.engine.Outcome;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The dev stack in an account where the first creation and the first deletion of every kind of
 * resource fail. Running the same command again is all that its user has to do.
 */
@Tag("guarantee")
final class FaultSweepScenario {

  private static final SortedSet<String> TYPES =
      new TreeSet<>(
          List.of(
              "aws:cloudwatch/dashboard:Dashboard",
              "aws:cloudwatch/logGroup:LogGroup",
              "aws:cloudwatch/metricAlarm:MetricAlarm",
              "aws:ec2/securityGroup:SecurityGroup",
              "aws:ec2/subnet:Subnet",
              "aws:ec2/vpc:Vpc",
              "aws:ec2/vpcEndpoint:VpcEndpoint",
              "aws:iam/role:Role",
              "aws:iam/rolePolicy:RolePolicy",
              "aws:lambda/function:Function",
              "aws:rds/instance:Instance",
              "aws:rds/parameterGroup:ParameterGroup",
              "aws:rds/proxy:Proxy",
              "aws:rds/proxyTarget:ProxyTarget",
              "aws:rds/subnetGroup:SubnetGroup",
              "aws:sns/topic:Topic",
              "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
              "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"));

  @Test
  void converges_when_it_is_run_again_and_leaves_nothing_behind() throws Exception {
    var stage = Stage.of("fault-sweep", Stage.parts("dev")).where(faults());

    var ups = runsOf(stage, "up", "--skip-preview");
    assertEquals(TYPES, typesMadeIn(stage));
    assertSucceeds(stage.pulumi("refresh", "--skip-preview", "--expect-no-changes"));
    assertSucceeds(stage.pulumi("preview", "--expect-no-changes"));
    var destroys = runsOf(stage, "destroy", "--skip-preview");

    assertEquals(List.of(), stage.account().leftovers());
    assertEquals(2 * TYPES.size(), stage.account().calls().faults());
    System.out.printf(
        "%d calls failed, all converged: up run %d times, destroy %d times%n",
        stage.account().calls().faults(), ups, destroys);
  }

  /** Each run meets at least one fault, or it succeeds. */
  private static int runsOf(Stage stage, String... command) throws Exception {
    for (var run = 1; run <= TYPES.size() + 1; run++) {
      var met = stage.account().calls().faults();
      var outcome = stage.pulumi(command);
      if (outcome.succeeded()) {
        return run;
      }
      assertTrue(stage.account().calls().faults() > met, outcome.output());
    }
    throw new AssertionError("Every run failed.");
  }

  private static SortedSet<String> typesMadeIn(Stage stage) {
    return stage.account().entities().stream()
        .filter(entity -> entity.origin() instanceof Origin.Made)
        .map(Entity::type)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String faults() {
    return Stream.of("create", "delete")
        .flatMap(
            call ->
                TYPES.stream()
                    .map(
                        type ->
                            """
                            {"call": "%s", "type": "%s", "fault": "fail"}
                            """
                                .formatted(call, type)))
        .collect(Collectors.joining(",", "{\"faults\": [", "]}"));
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.output());
  }
}
