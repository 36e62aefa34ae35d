package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Entity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases that begin with the data of others, after which the tier goes on as any other. */
final class RestoredDatabaseScenario {

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
}
