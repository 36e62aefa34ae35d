package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Entity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases that begin with the data of others, after which the tier goes on as any other. */
final class RestoredDatabaseScenario {

  private static final Path CLUSTER =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios/stacks/Pulumi.cluster.yaml");

  @Test
  void an_instance_comes_back_under_its_name_from_its_final_snapshot() throws Exception {
    var stage = Stage.live("restored-instance", "dev");
    var live = LiveStack.of(stage);
    live.set("database.finalSnapshot", "true");
    stage.require("up", "--skip-preview", "--suppress-progress");
    stage.require("destroy", "--skip-preview", "--suppress-progress");
    assertEquals(
        List.of("campaign-postgres-dev-final"),
        stage.account().finalSnapshots().stream().map(Entity::id).toList());

    live.set("database.restore.snapshot", "campaign-postgres-dev-final");
    live.set("database.finalSnapshotName", "campaign-postgres-dev-final-2");
    stage.require("up", "--skip-preview", "--suppress-progress");
    assertEquals(
        List.of("campaign-postgres-dev-final"),
        stage
            .account()
            .all("aws:rds/instance:Instance")
            .map(it -> it.text("snapshotIdentifier").orElse(""))
            .toList());
    live.expectNothingToDo();

    live.unset("database.restore");
    live.expectNothingToDo();
  }

  @Test
  void a_cluster_goes_on_beside_another_that_holds_its_data_of_a_moment() throws Exception {
    var stage =
        Stage.of("restored-cluster", Stage.parts("cluster").withConfig(CLUSTER.toAbsolutePath()));
    stage.require("up", "--skip-preview", "--suppress-progress");
    stage.require("stack", "init", "second");
    Files.copy(
        stage.sandbox().project().resolve("Pulumi.cluster.yaml"),
        stage.sandbox().project().resolve("Pulumi.second.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    var live = LiveStack.of(stage);
    live.set("database.restore.database", "campaign-postgres-cluster");
    live.set("database.restore.at", "latest");
    live.expectWhatPreviewTells();

    live.unset("database.restore");
    live.expectNothingToDo();
    stage.require("stack", "select", "cluster");
    live.expectNothingToDo();
  }
}
