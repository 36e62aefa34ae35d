package io.datatier.observability;

import static io.datatier.observability.Statistic.AVERAGE;
import static io.datatier.observability.Statistic.MINIMUM;

import com.pulumi.core.Output;
import io.datatier.capacity.InstanceHardware;
import io.datatier.database.DatabaseSource;
import io.datatier.database.PostgresDatabase;
import io.datatier.values.Percent;
import java.util.Map;
import java.util.Optional;

/**
 * What a database publishes, and how much it has of what can run short. Memory and storage are
 * published in bytes (RDS user guide, "Amazon CloudWatch metrics for Amazon RDS").
 */
public final class DatabaseMetrics {

  private final Output<String> identifier;
  private final Dimensions dimensions;
  private final Metric freeStorage;
  private final Percent leastFreeMemory;
  private final Optional<Integer> memoryMib;
  private final Optional<Integer> storageGib;

  private DatabaseMetrics(
      Output<String> identifier,
      Dimensions dimensions,
      String freeStorage,
      Percent leastFreeMemory,
      Optional<Integer> memoryMib,
      Optional<Integer> storageGib) {
    this.identifier = identifier;
    this.dimensions = dimensions;
    this.freeStorage = new Metric(freeStorage, MINIMUM, dimensions);
    this.leastFreeMemory = leastFreeMemory;
    this.memoryMib = memoryMib;
    this.storageGib = storageGib;
  }

  /**
   * Those of {@code database}, which {@code source} made. Of a database that somebody else made, or
   * of a class that is not known here, the size is not known without asking AWS.
   */
  public static DatabaseMetrics of(PostgresDatabase database, DatabaseSource source) {
    var memoryMib =
        source
            .made()
            .flatMap(made -> InstanceHardware.of(made.machine().value()))
            .map(hardware -> hardware.memoryGib() * 1024);
    return switch (database.kind()) {
      case CLUSTER -> ofCluster(database.identifier(), memoryMib);
      case INSTANCE ->
          ofInstance(
              database.identifier(),
              memoryMib,
              source.made().flatMap(made -> made.topology().allocatedStorageGib()));
    };
  }

  /**
   * Those of an RDS instance.
   *
   * @param identifier of the DB instance
   * @param memoryMib of its class, in MiB; without it, memory is drawn and has no alarm
   * @param storageGib allocated to it, in GiB; without it, storage is drawn and has no alarm
   */
  public static DatabaseMetrics ofInstance(
      Output<String> identifier, Optional<Integer> memoryMib, Optional<Integer> storageGib) {
    return new DatabaseMetrics(
        identifier,
        Dimensions.by("DBInstanceIdentifier"),
        "FreeStorageSpace",
        new Percent(25),
        memoryMib,
        storageGib);
  }

  /**
   * Those of the instance of an Aurora cluster that takes writes, whichever that is at the time
   * (Aurora user guide, "Amazon CloudWatch dimensions for Aurora"). Its storage has no alarm: the
   * cluster's volume grows by itself, and how much local storage an instance has is not published.
   *
   * @param identifier of the DB cluster
   * @param memoryMib of its instances' class, in MiB; without it, memory is drawn and has no alarm
   */
  public static DatabaseMetrics ofCluster(Output<String> identifier, Optional<Integer> memoryMib) {
    return new DatabaseMetrics(
        identifier,
        new Dimensions("DBClusterIdentifier", Map.of("Role", "WRITER")),
        "FreeLocalStorage",
        new Percent(5),
        memoryMib,
        Optional.empty());
  }

  Output<String> identifier() {
    return identifier;
  }

  Metric cpu() {
    return new Metric("CPUUtilization", AVERAGE, dimensions);
  }

  Metric freeMemory() {
    return new Metric("FreeableMemory", AVERAGE, dimensions);
  }

  Metric freeStorage() {
    return freeStorage;
  }

  /** What should stay free if nothing else is asked for. */
  Percent leastFreeMemory() {
    return leastFreeMemory;
  }

  Optional<Double> memoryBytes() {
    return memoryMib.map(mib -> mib * 0x1p20);
  }

  Optional<Double> storageBytes() {
    return storageGib.map(gib -> gib * 0x1p30);
  }
}
