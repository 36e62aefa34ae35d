package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Pending;
import io.datatier.rehearsal.core.ResourceType.Made;
import io.datatier.rehearsal.value.Fields;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The changes of a database that wait for its maintenance window unless {@code applyImmediately} is
 * set (RDS user guide, "Using the schedule modifications setting", and RDS API,
 * PendingModifiedValues). Until then RDS reports the old values, the provider reads them back, and
 * every preview shows the change again (rds/instance.go, resourceInstanceRead;
 * cluster_instance.go).
 *
 * @param window the property with the maintenance window
 * @param deferred which of the changes between two sets of properties wait for it
 */
record PendingModifications(String window, BiFunction<Fields, Fields, Set<String>> deferred) {

  static final PendingModifications OF_INSTANCE =
      new PendingModifications("maintenanceWindow", PendingModifications::ofInstance);
  static final PendingModifications OF_CLUSTER =
      new PendingModifications("preferredMaintenanceWindow", PendingModifications::ofCluster);
  static final PendingModifications OF_CLUSTER_INSTANCE =
      new PendingModifications(
          "preferredMaintenanceWindow",
          (was, is) -> changed(was, is, Set.of("caCertIdentifier", "instanceClass")));

  private static final String VERSION = "engineVersion";
  private static final String ACTUAL = "engineVersionActual";

  /** The inputs of an instance that wait for the window whenever they change. */
  static final String INSTANCE =
      """
      allocatedStorage caCertIdentifier dbSubnetGroupName dedicatedLogVolume
      iamDatabaseAuthenticationEnabled identifier instanceClass iops licenseModel multiAz
      networkType storageThroughput storageType""";

  private static final Set<String> INSTANCE_NAMES =
      Set.of((INSTANCE + " " + ACTUAL).split("\\s+", -1));

  private static Set<String> ofInstance(Fields was, Fields is) {
    var changed = changed(was, is, INSTANCE_NAMES);
    if (changed.contains("identifier")) {
      changed.addAll(Set.of("address", "arn", "endpoint"));
    }
    if (isOn(was) != isOn(is)) {
      changed.add("backupRetentionPeriod");
    }
    return withGroups(changed, was, is, "optionGroupName", "parameterGroupName");
  }

  /** Turning backups on or off needs an outage; another period does not. */
  private static boolean isOn(Fields database) {
    return database.number("backupRetentionPeriod").orElse(0) > 0;
  }

  private static Set<String> ofCluster(Fields was, Fields is) {
    var changed = changed(was, is, Set.of(ACTUAL, "iamDatabaseAuthenticationEnabled"));
    return withGroups(changed, was, is, "dbClusterParameterGroupName");
  }

  /** The groups of another major version come with it: none fits the version before. */
  private static Set<String> withGroups(
      Set<String> changed, Fields was, Fields is, String... groups) {
    if (!EngineVersion.sameMajor(was.text(ACTUAL, ""), is.text(ACTUAL, ""))) {
      changed.addAll(changed(was, is, Set.of(groups)));
    }
    return changed;
  }

  private static Set<String> changed(Fields was, Fields is, Set<String> names) {
    var changed = new TreeSet<>(names);
    changed.removeIf(name -> was.get(name).equals(is.get(name)));
    return changed;
  }

  /** A changed database, of which some of the changes may wait. */
  Made defer(Entity before, Made made) {
    var was = before.properties();
    var asked = made.entity().properties();
    var waiting = deferred.apply(was, asked);
    var queued = before.pending().map(Pending::values).orElse(Fields.NONE);
    var entity =
        asked.flag("applyImmediately")
            ? now(made.entity(), queued.without(waiting))
            : later(made.entity(), was, waiting, queued, made.account().now());
    return Made.in(made.account(), entity);
  }

  /** With {@code applyImmediately} RDS makes the changes that wait already too. */
  private static Entity now(Entity asked, Fields queued) {
    return asked.with(asked.properties().with(queued)).awaiting(Optional.empty());
  }

  private Entity later(Entity asked, Fields was, Set<String> waiting, Fields queued, Instant now) {
    var wanted = asked.properties();
    var names =
        waiting.contains(ACTUAL)
            ? Stream.concat(waiting.stream(), Stream.of(VERSION)).toList()
            : waiting.stream().toList();
    var values = queued.with(wanted.only(names));
    if (values.names().isEmpty()) {
      return asked;
    }
    var kept = wanted.without(waiting).with(was.only(waiting));
    var told =
        kept.with(
            VERSION,
            EngineVersion.read(
                wanted.text(VERSION, ""), kept.text(ACTUAL, ""), values.text(ACTUAL)));
    var due = Windows.next(wanted.text(window, "sun:04:32-sun:05:02"), now);
    return asked.with(told).awaiting(Optional.of(new Pending(values, due)));
  }

  /** What the provider reads of a database. */
  static Fields read(Fields told, Optional<Pending> pending, Fields state) {
    var version =
        EngineVersion.read(
            state.text(VERSION, ""),
            told.text(ACTUAL, ""),
            pending.flatMap(each -> each.values().text(ACTUAL)));
    return told.with(VERSION, version);
  }
}
