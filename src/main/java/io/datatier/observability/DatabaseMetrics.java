package io.datatier.observability;

import static io.datatier.observability.Statistic.MINIMUM;

import com.pulumi.core.Output;
import io.datatier.capacity.InstanceHardware;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseSource;
import io.datatier.database.InstanceClass;
import io.datatier.values.Percent;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a database publishes, and how much it has of what can run short. Memory and storage are
 * published in bytes (RDS user guide, "Amazon CloudWatch metrics for Amazon RDS").
 */
public final class DatabaseMetrics {

  /**
   * CloudWatch's recommended 25 % is more than a small class ever has to spare: its alarm would
   * never end.
   */
  static final int FREE_MEMORY_OF_INSTANCE = 10;

  /** CloudWatch user guide, "Recommended alarms", FreeableMemory of Aurora. */
  static final int FREE_MEMORY_OF_CLUSTER = 5;

  private static final double GIB = 0x1p30;

  private final Output<String> identifier;
  private final MachineMetrics machine;
  private final Optional<MachineMetrics> readers;
  private final Metric freeStorage;
  private final Percent leastFreeMemory;
  private final Optional<InstanceClass> instanceClass;
  private final Function<Percent, Optional<Double>> leastFreeStorage;

  private DatabaseMetrics(
      Output<String> identifier,
      Dimensions dimensions,
      Optional<Dimensions> readers,
      String freeStorage,
      Percent leastFreeMemory,
      Optional<InstanceClass> instanceClass,
      Function<Percent, Optional<Double>> leastFreeStorage) {
    this.identifier = identifier;
    this.machine = new MachineMetrics("", dimensions);
    this.readers = readers.map(it -> new MachineMetrics("reader-", it));
    this.freeStorage = new Metric(freeStorage, MINIMUM, dimensions);
    this.leastFreeMemory = leastFreeMemory;
    this.instanceClass = instanceClass;
    this.leastFreeStorage = leastFreeStorage;
  }

  /**
   * Those of the database that {@code source} describes. Class and size of a database that is
   * managed elsewhere are unknown without asking AWS.
   *
   * @param identifier of the DB instance or cluster
   */
  public static DatabaseMetrics of(Output<String> identifier, DatabaseSource source) {
    var instanceClass = source.created().map(DatabaseSettings::machine);
    return switch (source.kind()) {
      case CLUSTER -> ofCluster(identifier, source.hasReaders(), instanceClass);
      case INSTANCE ->
          ofInstance(
              identifier,
              instanceClass,
              source
                  .created()
                  .flatMap(made -> made.topology().single().map(it -> it.storageGib())));
    };
  }

  /**
   * Those of an RDS instance.
   *
   * @param identifier of the DB instance
   * @param instanceClass without a class whose hardware is known here, memory has no alarm
   * @param storageGib allocated to it, in GiB; without it, storage has no alarm
   */
  public static DatabaseMetrics ofInstance(
      Output<String> identifier,
      Optional<InstanceClass> instanceClass,
      Optional<Integer> storageGib) {
    return new DatabaseMetrics(
        identifier,
        Dimensions.by("DBInstanceIdentifier"),
        Optional.empty(),
        "FreeStorageSpace",
        new Percent(FREE_MEMORY_OF_INSTANCE),
        instanceClass,
        share -> storageGib.map(gib -> Math.rint(gib * GIB * share.value() / 100)));
  }

  /**
   * Those of an Aurora cluster: of the instance that takes writes, whichever that is at the time,
   * and of its readers together (Aurora user guide, "Amazon CloudWatch dimensions for Aurora"). The
   * cluster's volume grows by itself; what can run out is the local storage of an instance, which
   * holds temporary files and logs.
   *
   * @param identifier of the DB cluster
   * @param instanceClass without a class whose hardware is known here, memory has no alarm
   */
  public static DatabaseMetrics ofCluster(
      Output<String> identifier, boolean hasReaders, Optional<InstanceClass> instanceClass) {
    return new DatabaseMetrics(
        identifier,
        inRole("WRITER"),
        hasReaders ? Optional.of(inRole("READER")) : Optional.empty(),
        "FreeLocalStorage",
        new Percent(FREE_MEMORY_OF_CLUSTER),
        instanceClass,
        // CloudWatch does not publish how much local storage a class has; of the smallest, one GiB
        // is an eighth (Aurora user guide, "Temporary storage limits for Aurora PostgreSQL").
        share -> Optional.of(GIB));
  }

  private static Dimensions inRole(String role) {
    return new Dimensions("DBClusterIdentifier", Map.of("Role", role));
  }

  Output<String> identifier() {
    return identifier;
  }

  /** Those of the instance, or of the cluster's writer. */
  MachineMetrics machine() {
    return machine;
  }

  /** Those of the cluster's readers, if it has any. */
  Optional<MachineMetrics> readers() {
    return readers;
  }

  Metric freeStorage() {
    return freeStorage;
  }

  /** The default threshold for free memory. */
  Percent leastFreeMemory() {
    return leastFreeMemory;
  }

  boolean isBurstable() {
    return instanceClass.filter(InstanceClass::isBurstable).isPresent();
  }

  Optional<Double> memoryBytes() {
    return instanceClass
        .flatMap(it -> InstanceHardware.of(it.value()))
        .map(hardware -> hardware.memoryGib() * GIB);
  }

  /**
   * How many bytes of storage should stay free.
   *
   * @param share of an instance's storage
   */
  Optional<Double> leastFreeStorage(Percent share) {
    return leastFreeStorage.apply(share);
  }
}
