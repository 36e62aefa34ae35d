package io.datatier.database;

import io.datatier.values.InvalidValue;

/** How a database is spread over machines. */
public sealed interface Topology {

  /** The instance class that is used unless another is asked for. */
  InstanceClass defaultInstanceClass();

  /**
   * One RDS instance.
   *
   * @param storageGib gp3 storage in GiB, 20 to 65,536 (RDS user guide, "gp3")
   * @param multiAz a standby in a second zone
   */
  record SingleInstance(int storageGib, boolean multiAz) implements Topology {

    public SingleInstance {
      requireStorage(storageGib);
    }

    static int requireStorage(int gib) {
      return InvalidValue.requireBetween(gib, 20, 65_536, "be 20 to 65536 GiB of gp3 storage");
    }

    @Override
    public InstanceClass defaultInstanceClass() {
      return new InstanceClass("db.t4g.small");
    }
  }

  /**
   * An Aurora PostgreSQL cluster: one writer and readers, any of which takes the writer's place.
   * Its storage grows by itself and spans three zones.
   *
   * @param readers 0 to 15 (Aurora user guide, "Aurora replicas")
   */
  record AuroraCluster(int readers) implements Topology {

    public AuroraCluster {
      InvalidValue.requireBetween(readers, 0, 15, "be 0 to 15 readers");
    }

    // Aurora PostgreSQL has no smaller class of the family (Aurora user guide, "DB instance
    // classes").
    @Override
    public InstanceClass defaultInstanceClass() {
      return new InstanceClass("db.t4g.medium");
    }
  }
}
