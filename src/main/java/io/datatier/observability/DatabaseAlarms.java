package io.datatier.observability;

import static io.datatier.observability.Alarm.Comparison.ABOVE;
import static io.datatier.observability.Alarm.Comparison.BELOW;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.database.DatabaseSource;
import io.datatier.observability.Alarm.EvaluationPeriods;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Notifies the topic when a database, or its readers, run short of CPU, memory or storage. The
 * evaluation periods are those that AWS recommends (CloudWatch user guide, "Recommended alarms",
 * Amazon RDS).
 */
public final class DatabaseAlarms extends AlarmSet {

  // Credits are published every five minutes, so most minutes have no value.
  private static final EvaluationPeriods CREDITS = new EvaluationPeriods(1, 10);

  /** Alarms without a parent. */
  public DatabaseAlarms(
      String name, AlarmSettings settings, DatabaseMetrics database, AlarmTopic topic) {
    this(name, settings, database, topic, ComponentResourceOptions.Empty);
  }

  /** The alarms on {@code database} that {@code settings} ask for, sent to {@code topic}. */
  public DatabaseAlarms(
      String name,
      AlarmSettings settings,
      DatabaseMetrics database,
      AlarmTopic topic,
      ComponentResourceOptions options) {
    super(
        "datatier:observability:DatabaseAlarms",
        name,
        alarms(settings, database),
        database.identifier(),
        // A running database reports every minute, so a gap is worth being shown as one.
        "missing",
        topic,
        options);
  }

  /** How many metrics the alarms on the database of {@code source} watch. */
  public static int metrics(DatabaseSource source) {
    var database = DatabaseMetrics.of(Output.of(""), source);
    return metrics(alarms(AlarmSettings.builder().build(), database));
  }

  private static List<Alarm> alarms(AlarmSettings settings, DatabaseMetrics database) {
    var machines = Stream.concat(Stream.of(database.machine()), database.readers().stream());
    return Stream.concat(
            machines.flatMap(machine -> machineAlarms(settings, database, machine)),
            storage(settings, database).stream())
        .toList();
  }

  private static Stream<Alarm> machineAlarms(
      AlarmSettings settings, DatabaseMetrics database, MachineMetrics machine) {
    return Stream.of(
            Optional.of(cpu(settings, machine)),
            credits(settings, database, machine),
            memory(settings, database, machine))
        .flatMap(Optional::stream);
  }

  private static Alarm cpu(AlarmSettings settings, MachineMetrics machine) {
    return new Alarm(
        machine.role() + "cpu",
        machine.cpu(),
        ABOVE,
        settings.cpuPercent().value(),
        EvaluationPeriods.minutes(5),
        "The database has hardly any CPU left: look for the queries that take most of it, then"
            + " raise the instance class.");
  }

  private static Optional<Alarm> credits(
      AlarmSettings settings, DatabaseMetrics database, MachineMetrics machine) {
    return database.isBurstable()
        ? Optional.of(
            new Alarm(
                machine.role() + "charged-credits",
                machine.chargedCredits(),
                ABOVE,
                settings.chargedCredits(),
                CREDITS,
                "The database uses more CPU than its T class includes, and AWS charges for the"
                    + " rest: look for the queries that take most of it, or choose an M or R"
                    + " class."))
        : Optional.empty();
  }

  private static Optional<Alarm> memory(
      AlarmSettings settings, DatabaseMetrics database, MachineMetrics machine) {
    var least = settings.freeMemoryPercent().orElse(database.leastFreeMemory());
    return database
        .memoryBytes()
        .map(
            bytes ->
                new Alarm(
                    machine.role() + "free-memory",
                    machine.freeMemory(),
                    BELOW,
                    Math.rint(bytes * least.value() / 100),
                    EvaluationPeriods.minutes(15),
                    "The database has little memory left and may soon refuse connections: look for"
                        + " large sorts and idle connections, then raise the instance class."));
  }

  private static Optional<Alarm> storage(AlarmSettings settings, DatabaseMetrics database) {
    return database
        .leastFreeStorage(settings.freeStoragePercent())
        .map(
            least ->
                new Alarm(
                    "free-storage",
                    database.freeStorage(),
                    BELOW,
                    least,
                    EvaluationPeriods.minutes(5),
                    "The database is running out of storage and will stop: look for replication"
                        + " slots, logs, temporary files and dead rows, then raise storageGib,"
                        + " or the class of an Aurora instance."));
  }
}
