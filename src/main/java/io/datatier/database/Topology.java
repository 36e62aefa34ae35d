package io.datatier.database;

import io.datatier.capacity.DatabaseTarget;
import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.ChosenBy;
import io.datatier.config.Constraints;
import io.datatier.config.InvalidValue;
import io.datatier.config.Otherwise;
import io.datatier.config.Rule;
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
  default boolean hasReaders() {
    return cluster().filter(it -> it.readers() > 0).isPresent();
  }

  /** One instance, if it is that. */
  default Optional<SingleInstance> single() {
    return Optional.empty();
  }

  /** A cluster, if it is that. */
  default Optional<AuroraCluster> cluster() {
    return Optional.empty();
  }

  /** The input of the capacity plan for {@code instanceClass}. */
  DatabaseTarget on(InstanceClass instanceClass);

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
          @Between(least = "20", most = "" + SingleInstance.MOST_GIB, unit = "GiB of gp3 storage")
          @Allows(", for `postgres`; Aurora grows its storage automatically")
          int storageGib,
      @Otherwise("storage stays as it is")
          @Between(least = "22", most = "" + SingleInstance.MOST_GIB, unit = "GiB of gp3 storage")
          @Allows(", for `postgres`; RDS grows the storage up to this")
          OptionalInt maxStorageGib,
      @ByDefault("true") @Allows(", for `postgres`; a standby in a second zone") boolean multiAz)
      implements Topology {

    static final int MOST_GIB = 65_536;

    /** The default class. */
    static final String USUAL_CLASS = "db.t4g.small";

    public SingleInstance {
      Constraints.check(SingleInstance.class, storageGib, maxStorageGib, multiAz);
    }

    @Rule
    static void requireMoreThanStorage(OptionalInt maxStorageGib, int storageGib) {
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
              : least > MOST_GIB
                  ? ", without maxStorageGib"
                  : ", with maxStorageGib of " + least + " or more");
    }

    @Override
    public InstanceClass defaultInstanceClass() {
      return new InstanceClass(USUAL_CLASS);
    }

    @Override
    public void require(InstanceClass instanceClass) {}

    @Override
    public DatabaseKind kind() {
      return DatabaseKind.INSTANCE;
    }

    @Override
    public Optional<SingleInstance> single() {
      return Optional.of(this);
    }

    @Override
    public DatabaseTarget on(InstanceClass instanceClass) {
      return DatabaseTarget.instance(instanceClass.value(), multiAz, storageGib);
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

    /** The default class, the smallest that Aurora PostgreSQL has of its family. */
    static final String USUAL_CLASS = "db.t4g.medium";

    // Aurora user guide, "DB instance classes": T classes from medium up.
    private static final Pattern CLASSES =
        Pattern.compile("(?!db\\.m)(?!.*\\.(?:nano|micro|small)$).*");

    public AuroraCluster {
      Constraints.check(AuroraCluster.class, readers);
    }

    @Override
    public InstanceClass defaultInstanceClass() {
      return new InstanceClass(USUAL_CLASS);
    }

    @Override
    public void require(InstanceClass instanceClass) {
      InvalidValue.requireMatch(
          instanceClass.value(),
          CLASSES,
          "be a class that Aurora PostgreSQL supports, of which "
              + USUAL_CLASS
              + " is the smallest");
    }

    @Override
    public DatabaseKind kind() {
      return DatabaseKind.CLUSTER;
    }

    @Override
    public Optional<AuroraCluster> cluster() {
      return Optional.of(this);
    }

    @Override
    public DatabaseTarget on(InstanceClass instanceClass) {
      return DatabaseTarget.cluster(instanceClass.value());
    }
  }
}
