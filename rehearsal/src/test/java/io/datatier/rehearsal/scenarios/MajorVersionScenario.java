package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.fault.Call;
import io.datatier.rehearsal.fault.Effect.Fail;
import io.datatier.rehearsal.fault.Fault;
import io.datatier.rehearsal.fault.Faults;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A database in use that moves to another major version, and one that RDS does not let. */
final class MajorVersionScenario {

  private static final String INSTANCE = "aws:rds/instance:Instance";
  private static final Path CLUSTER =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios/stacks/Pulumi.cluster.yaml");

  @Test
  void an_instance_moves_up_and_not_down_again() throws Exception {
    var live = dev("major-version");

    live.set("database.version", "17");
    live.expect(
        Map.of(
            "campaign-postgres-dev-parameters-postgres17", "create",
            "campaign-postgres-dev-instance", "update",
            "campaign-postgres-dev-parameters-postgres16", "delete"));
    assertEquals(List.of("17.6"), versions(live, INSTANCE));

    live.set("database.version", "16");
    live.expectRefused(
        """
        The configuration of stack dev has 1 error; nothing was changed.
        datatier:database.version is "16", but must be 17.6, the current version, or newer: RDS does not downgrade""");
  }

  @Test
  void an_upgrade_that_rds_refuses_can_be_taken_back() throws Exception {
    var live = dev("refused-major-version");
    var refusing =
        live.stage()
            .where(
                new Faults(
                    0,
                    List.of(
                        Fault.once(
                            new Call(Call.Kind.UPDATE, INSTANCE, "campaign-postgres-dev-instance"),
                            new Fail(
                                "InvalidParameterCombination",
                                "Cannot upgrade postgres from 16.10 to 17.6")))));

    refusing.require("config", "set", "--path", "datatier:database.version", "17");
    assertNotEquals(0, refusing.pulumi("up", "--skip-preview").exitCode());
    assertEquals(
        List.of("campaign-postgres-dev-postgres16", "campaign-postgres-dev-postgres17"),
        live.stage()
            .account()
            .all("aws:rds/parameterGroup:ParameterGroup")
            .map(Entity::id)
            .toList());

    live.set("database.version", "16");
    live.expect(Map.of("campaign-postgres-dev-parameters-postgres17", "delete"));
    live.set("database.version", "17");
    live.expect(
        Map.of(
            "campaign-postgres-dev-parameters-postgres17", "create",
            "campaign-postgres-dev-instance", "update",
            "campaign-postgres-dev-parameters-postgres16", "delete"));
  }

  @Test
  void a_cluster_moves_with_its_instances() throws Exception {
    var stage =
        Stage.of(
            "major-version-of-a-cluster",
            Stage.parts("cluster").withConfig(CLUSTER.toAbsolutePath()));
    var live = LiveStack.of(stage);
    live.set("database.version", "16");
    stage.require("up", "--skip-preview", "--suppress-progress");

    live.set("database.version", "17");
    live.expect(
        Map.of(
            "campaign-postgres-cluster-parameters-aurora-postgresql17", "create",
            "campaign-postgres-cluster-cluster", "update",
            "campaign-postgres-cluster-instance-1", "update",
            "campaign-postgres-cluster-instance-2", "update",
            "campaign-postgres-cluster-parameters-aurora-postgresql16", "delete"));
    assertEquals(List.of("17.5"), versions(live, "aws:rds/cluster:Cluster"));
    assertEquals(
        List.of("17.5", "17.5"), versions(live, "aws:rds/clusterInstance:ClusterInstance"));
  }

  private static LiveStack dev(String scenario) throws Exception {
    var stage = Stage.of(scenario, Stage.parts("dev"));
    var live = LiveStack.of(stage);
    live.set("database.version", "16");
    stage.require("up", "--skip-preview", "--suppress-progress");
    return live;
  }

  private static List<String> versions(LiveStack live, String type) {
    return live.stage()
        .account()
        .all(type)
        .map(entity -> entity.text("engineVersionActual").orElse(""))
        .toList();
  }
}
