package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.values.RdsName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class DatabaseNoteTest {

  private static final RunningDatabase RUNNING = grown(20);

  private static final String SLOW = "changes   class, storage, Multi-AZ and minor version change ";

  private static RunningDatabase grown(int storageGib) {
    return new RunningDatabase(
        DatabaseKind.INSTANCE,
        Optional.empty(),
        "17.6",
        Optional.of("db.t4g.small"),
        OptionalInt.of(storageGib),
        true,
        "campaign_system",
        "iadmin",
        Optional.of(""),
        Optional.empty(),
        Optional.of("us-east-1a"),
        "sun:04:32-sun:05:02",
        List.of(),
        Optional.empty());
  }

  private static List<String> said(
      DatabaseSettingsBuilder settings, Optional<RunningDatabase> running) {
    return said(settings, running, "2026-11-30");
  }

  private static List<String> said(
      DatabaseSettingsBuilder settings, Optional<RunningDatabase> running, String today) {
    return new DatabaseNote("db", settings.build(), running, LocalDate.parse(today)).lines();
  }

  @Test
  void says_when_changes_take_effect() {
    var own = new MaintenanceWindow("sat:04:00-sat:05:00");
    assertEquals(
        SLOW + "in the maintenance window that RDS chooses, everything else immediately",
        said(DatabaseSettings.builder(), Optional.empty()).get(1));
    assertEquals(
        List.of(
            SLOW
                + "in the maintenance window sun:04:32-sun:05:02 (which RDS chose), everything else"
                + " immediately"),
        said(DatabaseSettings.builder(), Optional.of(RUNNING)));
    assertEquals(
        List.of(
            SLOW + "in the maintenance window sat:04:00-sat:05:00, everything else immediately"),
        said(DatabaseSettings.builder().maintenanceWindow(own), Optional.of(RUNNING)));
    assertEquals(
        List.of(SLOW + "immediately, like everything else; the database may restart"),
        said(DatabaseSettings.builder().applyImmediately(true), Optional.of(RUNNING)));
    assertEquals(
        List.of(SLOW + "immediately, with the upgrade to 18"),
        said(DatabaseSettings.builder().version(new PostgresVersion("18")), Optional.of(RUNNING)));
  }

  @Test
  void says_that_rds_has_added_storage_which_the_plan_does_not_count() {
    var growing = DatabaseSettings.builder().topology(instance(20)).applyImmediately(true);
    assertEquals(1, said(growing, Optional.of(RUNNING)).size());
    assertEquals(2, said(growing, Optional.empty()).size());
    growing.topology(instance(15_000));
    assertEquals(1, said(growing, Optional.of(RUNNING)).size());
    growing.topology(instance(20));
    assertEquals(
        "storage   RDS has grown it to 1,200 GiB; cost and alarm count 20 until storageGib is 1200",
        said(growing, Optional.of(grown(1_200))).get(1));
  }

  @Test
  void proposes_no_storage_that_the_maximum_forbids() {
    assertEquals("storageGib is 1200", proposed(1_320, 1_200));
    assertEquals("storageGib is 1201, with maxStorageGib of 1322 or more", proposed(1_320, 1_201));
    assertEquals("storageGib is 60000, without maxStorageGib", proposed(65_536, 60_000));
  }

  private static String proposed(int maximum, int grownTo) {
    var growing =
        DatabaseSettings.builder()
            .topology(new Topology.SingleInstance(20, OptionalInt.of(maximum), true));
    return said(growing, Optional.of(grown(grownTo))).get(1).replaceFirst(".* until ", "");
  }

  private static Topology instance(int storageGib) {
    return new Topology.SingleInstance(storageGib, OptionalInt.of(20_000), true);
  }

  @Test
  void says_where_there_is_no_database_yet_and_what_will_be_in_it() {
    var absent = "new       db does not exist in this account and region; it will be created ";
    var point =
        new Restore.PointInTime(new RdsName("orders"), new Restore.Time("2026-11-28T22:45:00Z"));
    var snapshot = new Restore.FromSnapshot(new Restore.SnapshotName("last"));
    var settings = DatabaseSettings.builder();
    assertEquals(absent + "empty", said(settings, Optional.empty()).get(0));
    assertEquals(
        absent + "from orders at 2026-11-28T22:45:00Z",
        said(settings.restore(point), Optional.empty()).get(0));
    assertEquals(
        absent + "from the snapshot last",
        said(settings.restore(snapshot), Optional.empty()).get(0));
  }

  @Test
  void says_a_year_before_that_a_version_will_cost_more() {
    var old = DatabaseSettings.builder().version(new PostgresVersion("14.20"));
    var running = Optional.of(RUNNING);
    var more = "; then each vCPU and hour costs Extended Support, which the plan does not count";
    assertEquals(1, said(old, running, "2026-02-27").size());
    assertEquals(
        "support   RDS's standard support of version 14 ends on 2027-02-28" + more,
        said(old, running, "2026-02-28").get(1));
    assertEquals(
        "support   RDS's standard support of version 14 ended on 2027-02-28" + more,
        said(old, running, "2027-03-01").get(1));
  }

  @Test
  void says_that_a_database_that_exists_is_not_restored() {
    var restoring =
        DatabaseSettings.builder()
            .applyImmediately(true)
            .restore(new Restore.FromSnapshot(new Restore.SnapshotName("last")));
    assertEquals(
        "restore   not used: the database exists, and only a new one is restored",
        said(restoring, Optional.of(RUNNING)).get(1));
  }
}
