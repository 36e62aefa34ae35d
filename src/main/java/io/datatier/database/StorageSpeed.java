package io.datatier.database;

import java.util.OptionalInt;

/**
 * What gp3 storage carries.
 *
 * @param iops input and output operations a second
 * @param throughput in MiB a second
 */
record StorageSpeed(int iops, int throughput) {

  /** The size from which on RDS stripes gp3 over four volumes (RDS user guide, "gp3 storage"). */
  static final int STRIPED_GIB = 400;

  /** The least of striped storage, for which RDS charges nothing more. */
  static final StorageSpeed STRIPED = new StorageSpeed(12_000, 500);

  /** The greater of this and what there is. */
  StorageSpeed orMore(OptionalInt iops, OptionalInt throughput) {
    return new StorageSpeed(
        Math.max(this.iops, iops.orElse(0)), Math.max(this.throughput, throughput.orElse(0)));
  }
}
