package io.datatier.observability;

import static io.datatier.observability.Alarm.Comparison.ABOVE;
import static io.datatier.observability.Alarm.Comparison.BELOW;

import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.observability.Alarm.Lasting;
import io.datatier.values.Percent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells the topic when a database runs short of CPU, memory or storage. How long each may last is
 * what AWS recommends (CloudWatch user guide, "Recommended alarms", Amazon RDS).
 */
public final class DatabaseAlarms extends AlarmSet {

  /** Alarms of the stack's own, without a parent. */
  public DatabaseAlarms(
      String name, AlarmSettings settings, DatabaseMetrics database, AlarmTopic topic) {
    this(name, settings, database, topic, ComponentResourceOptions.Empty);
  }

  /** The alarms on {@code database} that {@code settings} ask for, told to {@code topic}. */
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

  private static List<Alarm> alarms(AlarmSettings settings, DatabaseMetrics database) {
    return Stream.of(
            Optional.of(cpu(settings, database)),
            memory(settings, database),
            storage(settings, database))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Alarm cpu(AlarmSettings settings, DatabaseMetrics database) {
    return new Alarm(
        "cpu",
        database.cpu(),
        ABOVE,
        settings.cpuPercent().value(),
        Lasting.minutes(5),
        "The database has hardly any CPU left: look for the queries that take most of it, then"
            + " raise the instance class.");
  }

  private static Optional<Alarm> memory(AlarmSettings settings, DatabaseMetrics database) {
    var least = settings.freeMemoryPercent().orElse(database.leastFreeMemory());
    return database
        .memoryBytes()
        .map(
            bytes ->
                new Alarm(
                    "free-memory",
                    database.freeMemory(),
                    BELOW,
                    share(least, bytes),
                    Lasting.minutes(15),
                    "The database has little memory left and may soon refuse connections: look for"
                        + " large sorts and idle connections, then raise the instance class."));
  }

  private static Optional<Alarm> storage(AlarmSettings settings, DatabaseMetrics database) {
    return database
        .storageBytes()
        .map(
            bytes ->
                new Alarm(
                    "free-storage",
                    database.freeStorage(),
                    BELOW,
                    share(settings.freeStoragePercent(), bytes),
                    Lasting.minutes(5),
                    "The database runs out of storage, and stops when it has none: look for"
                        + " replication slots, logs and dead rows, then raise storageGib."));
  }

  private static double share(Percent percent, double whole) {
    return Math.rint(whole * percent.value() / 100);
  }
}
