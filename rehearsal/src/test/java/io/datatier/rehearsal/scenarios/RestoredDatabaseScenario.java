package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases that begin with the data of others, after which the tier goes on as any other. */
final class RestoredDatabaseScenario {

  private static final Path STACKS =
      Path.of("src/test/resources/io/datatier/rehearsal/scenarios/stacks").toAbsolutePath();

  @Test
  void an_instance_comes_back_under_its_name_from_its_final_snapshot_with_its_own_key()
      throws Exception {
    var stage =
        Stage.of(
            "restored-instance",
            Stage.parts("keyed").withConfig(STACKS.resolve("Pulumi.keyed.yaml")));
    var live = LiveStack.of(stage);
    stage.require("up", "--skip-preview", "--suppress-progress");
    stage.require("destroy", "--skip-preview", "--suppress-progress");
    assertEquals(
        List.of("campaign-postgres-keyed-final"),
        stage.account().finalSnapshots().stream().map(Entity::id).toList());

    // aws kms update-key-description: no stack has it any more.
    var key = storageKey(stage.account());
    stage.drift(
        account -> account.with(key.with(key.properties().with("description", "released"))));
    live.unset("keys.create");
    live.set("keys.storage", key.text("arn").orElseThrow());
    live.set("database.restore.snapshot", "campaign-postgres-keyed-final");
    live.set("database.finalSnapshotName", "campaign-postgres-keyed-final-2");
    stage.require("up", "--skip-preview", "--suppress-progress");
    assertEquals(
        List.of("campaign-postgres-keyed-final with " + key.text("arn").orElseThrow()),
        stage
            .account()
            .all("aws:rds/instance:Instance")
            .map(
                it ->
                    it.text("snapshotIdentifier").orElse("")
                        + " with "
                        + it.text("kmsKeyId").orElse(""))
            .toList());
    live.expectNothingToDo();

    live.unset("database.restore");
    live.expectNothingToDo();
  }

  private static Entity storageKey(Account account) {
    return account
        .all("aws:kms/key:Key")
        .filter(it -> it.says("description", "campaign-keys-keyed-storage"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_cluster_goes_on_beside_another_that_holds_its_data_of_a_moment() throws Exception {
    var stage =
        Stage.of(
            "restored-cluster",
            Stage.parts("cluster").withConfig(STACKS.resolve("Pulumi.cluster.yaml")));
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
