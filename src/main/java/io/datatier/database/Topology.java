package io.datatier.database;

import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.component.LogGroups;
import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.ChosenBy;
import io.datatier.config.Constraints;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import io.datatier.values.InvalidValue;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** One instance or a cluster. */
@ChosenBy(key = "engine", byDefault = "postgres", allows = "; an RDS instance or an Aurora cluster")
public sealed interface Topology {

  /** The default instance class. */
  InstanceClass defaultInstanceClass();

  /**
   * Rejects a class that the engine does not offer.
   *
   * @throws InvalidValue if it does not
   */
  void require(InstanceClass instanceClass);

  /** What RDS calls it. */
  DatabaseKind kind();

  /** Whether it has readers. */
  boolean hasReaders();

  /** The allocated storage in GiB; empty if storage grows automatically. */
  Optional<Integer> allocatedStorageGib();

  /** The input of the capacity plan for {@code instanceClass}. */
  DatabaseTarget on(InstanceClass instanceClass);

  /** Creates the database {@code name}; {@code running} is the database itself, if it exists. */
  DatabaseComponent create(
      String name,
      DatabaseSettings settings,
      Optional<RunningDatabase> running,
      Network network,
      EncryptionKeys keys,
      LogGroups logs);

  /**
   * One RDS instance.
   *
   * @param storageGib gp3 storage in GiB, 20 to 65,536 (RDS user guide, "gp3")
   * @param maxStorageGib up to which RDS grows the storage automatically, at least 10 % more than
   *     it begins with (RDS user guide, "Managing capacity automatically with storage autoscaling")
   * @param multiAz a standby in a second zone
   */
  @Alternative(
      named = "postgres",
      refuses = "is for the engine aurora-postgresql; an RDS instance has none")
  record SingleInstance(
      @ByDefault("20")
          @Between(least = "20", most = "65536", unit = "GiB of gp3 storage")
          @Allows(", for `postgres`; Aurora grows its storage automatically")
          int storageGib,
      @Otherwise("storage stays as it is")
          @Between(least = "22", most = "65536", unit = "GiB of gp3 storage")
          @Allows(", for `postgres`; RDS grows the storage up to this")
          OptionalInt maxStorageGib,
      @ByDefault("true") @Allows(", for `postgres`; a standby in a second zone") boolean multiAz)
      implements Topology {

    private static final int LARGEST = 65_536;

    public SingleInstance {
      Constraints.check(SingleInstance.class, storageGib, maxStorageGib, multiAz);
    }

    @Rule
    static void exceedsStorage(OptionalInt maxStorageGib, int storageGib) {
      if (maxStorageGib.isPresent() && maxStorageGib.getAsInt() < leastMaximum(storageGib)) {
        throw new InvalidValue(
            maxStorageGib.getAsInt(), "be at least 10 % more than storageGib, " + storageGib);
      }
    }

    private static int leastMaximum(int storageGib) {
      return (storageGib * 11 + 9) / 10;
    }

    /** What to set where RDS has grown the storage to {@code gib}. */
    String afterGrowth(int gib) {
      var least = leastMaximum(gib);
      var lawful = maxStorageGib.isEmpty() || maxStorageGib.getAsInt() >= least;
      return "storageGib is "
          + gib
          + (lawful
              ? ""
              : least > LARGEST
                  ? ", without maxStorageGib"
                  : ", with maxStorageGib of " + least + " or more");
    }

    @Override
    public InstanceClass defaultInstanceClass() {
      return new InstanceClass("db.t4g.small");
    }

    @Override
    public void require(InstanceClass instanceClass) {}

    @Override
    public DatabaseKind kind() {
      return DatabaseKind.INSTANCE;
    }

    @Override
    public boolean hasReaders() {
      return false;
    }

    @Override
    public Optional<Integer> allocatedStorageGib() {
      return Optional.of(storageGib);
    }

    @Override
    public DatabaseTarget on(InstanceClass instanceClass) {
      return DatabaseTarget.instance(instanceClass.value(), multiAz, storageGib);
    }

    @Override
    public DatabaseComponent create(
        String name,
        DatabaseSettings settings,
        Optional<RunningDatabase> running,
        Network network,
        EncryptionKeys keys,
        LogGroups logs) {
      return new Database(
          name, settings, running, network, keys, logs, ComponentResourceOptions.Empty);
    }
  }

  /**
   * An Aurora PostgreSQL cluster: one writer and readers, any of which takes the writer's place.
   * Its storage grows by itself and spans three zones.
   *
   * @param readers 0 to 15 (Aurora user guide, "Aurora replicas")
   */
  @Alternative(
      named = "aurora-postgresql",
      refuses = "is for the engine postgres; an Aurora cluster has none")
  record AuroraCluster(
      @ByDefault("1")
          @Between(least = "0", most = "15", unit = "readers")
          @Allows(", for `aurora-postgresql`; the first takes over if the writer fails")
          int readers)
      implements Topology {

    // Aurora user guide, "DB instance classes": T classes from medium up.
    private static final Pattern CLASSES =
        Pattern.compile("(?!db\\.m)(?!.*\\.(?:nano|micro|small)$).*");

    public AuroraCluster {
      Constraints.check(AuroraCluster.class, readers);
    }

    // Aurora PostgreSQL has no smaller class of the family (Aurora user guide, "DB instance
    // classes").
    @Override
    public InstanceClass defaultInstanceClass() {
      return new InstanceClass("db.t4g.medium");
    }

    @Override
    public void require(InstanceClass instanceClass) {
      InvalidValue.requireMatch(
          instanceClass.value(),
          CLASSES,
          "be a class that Aurora PostgreSQL has, of which db.t4g.medium is the smallest");
    }

    @Override
    public DatabaseKind kind() {
      return DatabaseKind.CLUSTER;
    }

    @Override
    public boolean hasReaders() {
      return readers > 0;
    }

    @Override
    public Optional<Integer> allocatedStorageGib() {
      return Optional.empty();
    }

    @Override
    public DatabaseTarget on(InstanceClass instanceClass) {
      return DatabaseTarget.cluster(instanceClass.value());
    }

    @Override
    public DatabaseComponent create(
        String name,
        DatabaseSettings settings,
        Optional<RunningDatabase> running,
        Network network,
        EncryptionKeys keys,
        LogGroups logs) {
      return new DatabaseCluster(
          name, settings, running, network, keys, logs, ComponentResourceOptions.Empty);
    }
  }
}
