package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Pending;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.value.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that wait for the maintenance window. */
final class PendingModificationsTest {

  private final DataTier tier;

  PendingModificationsTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft database() {
    return tier.database(tier.subnetGroup(tier.subnets(tier.vpc().create())).create());
  }

  private Draft cluster() {
    return tier.cluster(tier.subnetGroup(tier.subnets(tier.vpc().create())).create());
  }

  private Draft group(String major) {
    return tier.parameterGroup()
        .named("postgres" + major)
        .with("name", "postgres" + major)
        .with("family", "postgres" + major);
  }

  private void aWeekPasses() {
    var account = tier.aws().account();
    tier.aws().startOver(account.at(account.now().plus(Duration.ofDays(7))));
  }

  private List<Entity> pending() {
    return tier.aws().account().entities().stream()
        .filter(entity -> entity.pending().isPresent())
        .toList();
  }

  @Test
  void keep_the_old_value_which_every_preview_shows_until_the_window() {
    var database = database().with("allocatedStorage", 100);
    var changes =
        Map.<String, Object>of(
            "instanceClass", "db.t4g.small", "allocatedStorage", 200, "multiAz", true);
    var larger = database;
    for (var change : changes.entrySet()) {
      larger = larger.with(change.getKey(), change.getValue());
    }
    var live = database.create();
    var names = changes.keySet().toArray(String[]::new);
    live.expectUpdate(larger, names);
    var waiting = live.update(larger);
    assertEquals(
        List.of("db.t4g.micro", 100.0, false),
        Stream.of("instanceClass", "allocatedStorage", "multiAz")
            .map(waiting.outputs()::get)
            .toList());
    waiting.expectUpdate(larger, names);
    waiting.refresh().expectUpdate(larger, names);
    var again = waiting.update(larger);
    again.expectUpdate(larger, names);
    aWeekPasses();
    var done = again.refresh();
    assertEquals(
        List.of("db.t4g.small", 200.0, true),
        Stream.of("instanceClass", "allocatedStorage", "multiAz")
            .map(done.outputs()::get)
            .toList());
    done.expectUpdate(larger);
    done.expectSteady();
    assertEquals(List.of(), pending());
  }

  @Test
  void are_made_in_the_next_window_of_the_database() {
    var account = tier.aws().account();
    // A Monday at noon.
    tier.aws().startOver(account.at(Instant.parse("2035-01-01T12:00:00Z")));
    var database = database().with("maintenanceWindow", "mon:11:30-mon:12:00");
    var live = database.create();
    live.update(database.with("instanceClass", "db.t4g.small"));
    assertEquals(
        List.of(
            Optional.of(
                new Pending(
                    Fields.NONE.with("instanceClass", "db.t4g.small"),
                    Instant.parse("2035-01-08T11:30:00Z")))),
        pending().stream().map(Entity::pending).toList());
  }

  @Test
  void are_made_at_once_together_with_those_that_wait_already() {
    var database = database();
    var larger = database.with("instanceClass", "db.t4g.small");
    var waiting = database.create().update(larger);
    // The class that waits is not asked for again, and comes nevertheless.
    var now = database.with("multiAz", true).with("applyImmediately", true);
    var done = waiting.update(now);
    assertEquals(
        List.of("db.t4g.small", true),
        List.of(done.text("instanceClass"), done.outputs().get("multiAz")));
    assertEquals(List.of(), pending());
    done.expectUpdate(now, "instanceClass");
  }

  @Test
  void do_not_go_away_when_the_program_takes_them_back() {
    var database = database();
    var waiting = database.create().update(database.with("instanceClass", "db.t4g.small"));
    waiting.expectUpdate(database);
    aWeekPasses();
    waiting.refresh().expectUpdate(database, "instanceClass");
  }

  @Test
  void leave_other_changes_alone() {
    var database = database();
    var tagged = database.with("backupRetentionPeriod", 9).with("deletionProtection", true);
    var live = database.with("backupRetentionPeriod", 1).create().update(tagged);
    assertEquals(9.0, live.outputs().get("backupRetentionPeriod"));
    live.expectUpdate(tagged);
    assertEquals(List.of(), pending());
  }

  @Test
  void show_no_version_that_is_given_in_full() {
    var database = database().with("engineVersion", "17.5");
    var live = database.create();
    var newer = database.with("engineVersion", "17.6");
    var waiting = live.update(newer);
    assertEquals(
        List.of("17.6", "17.5"),
        List.of(waiting.text("engineVersion"), waiting.text("engineVersionActual")));
    waiting.expectUpdate(newer);
    waiting.refresh().expectUpdate(newer);
    aWeekPasses();
    assertEquals("17.6", waiting.refresh().text("engineVersionActual"));
    waiting.refresh().expectUpdate(newer);
  }

  @Test
  void keep_the_groups_of_the_old_major_version_in_use() {
    var old = group("16").create();
    var database = database().with("engineVersion", "16").with("parameterGroupName", old.id());
    var live = database.create();
    var newer =
        database
            .with("engineVersion", "17")
            .with("parameterGroupName", group("17").create().id())
            .with("allowMajorVersionUpgrade", true);
    var waiting = live.update(newer);
    assertEquals(
        List.of("16.10", "16.10", "postgres16"),
        List.of(
            waiting.text("engineVersion"),
            waiting.text("engineVersionActual"),
            waiting.text("parameterGroupName")));
    waiting.expectUpdate(newer, "engineVersion", "parameterGroupName");
    old.expectDeleteRefused(
        "deleting RDS DB Parameter Group (postgres16): InvalidDBParameterGroupState: One or more"
            + " database instances are still members of this parameter group postgres16, so the"
            + " group cannot be deleted: campaign-postgres");
    aWeekPasses();
    var done = waiting.refresh();
    assertEquals(
        List.of("17.6", "17.6", "postgres17"),
        List.of(
            done.text("engineVersion"),
            done.text("engineVersionActual"),
            done.text("parameterGroupName")));
    // The state had another major version, so that the provider reads the new one in full.
    done.expectUpdate(newer, "engineVersion");
    assertEquals("17", done.update(newer).text("engineVersion"));
    old.delete();
  }

  @Test
  void of_a_cluster_are_its_version_and_of_its_instances_their_class() {
    var draft = cluster().with("engineVersion", "16.8");
    var cluster = draft.create();
    var writer = tier.clusterInstance("writer").with("engineVersion", "16.8").create();
    var newer = draft.with("engineVersion", "16").with("backupRetentionPeriod", 9);
    var waiting = cluster.update(newer);
    assertEquals(
        List.of("16.8", 9.0),
        List.of(
            waiting.text("engineVersionActual"), waiting.outputs().get("backupRetentionPeriod")));
    var larger = tier.clusterInstance("writer").with("instanceClass", "db.r6g.large");
    var smaller = writer.update(larger);
    assertEquals("db.t4g.medium", smaller.text("instanceClass"));
    smaller.expectUpdate(larger, "instanceClass");
    aWeekPasses();
    assertEquals(
        List.of("db.r6g.large", "16.8"),
        List.of(
            smaller.refresh().text("instanceClass"),
            smaller.refresh().text("engineVersionActual")));
  }

  @Test
  void of_a_cluster_bring_its_instances_to_the_new_version_too() {
    var draft = cluster();
    var cluster = draft.create();
    var writer = tier.clusterInstance("writer").create();
    var newer = draft.with("engineVersion", "17").with("allowMajorVersionUpgrade", true);
    Live waiting = cluster.update(newer);
    assertEquals("16.9", writer.refresh().text("engineVersionActual"));
    aWeekPasses();
    assertEquals("17.5", waiting.refresh().text("engineVersionActual"));
    var upgraded = writer.refresh();
    assertEquals(
        List.of("17.5", "17.5", "default.aurora-postgresql17"),
        List.of(
            upgraded.text("engineVersion"),
            upgraded.text("engineVersionActual"),
            upgraded.text("dbParameterGroupName")));
  }
}
