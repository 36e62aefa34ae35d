package io.datatier.database;

import java.util.Optional;

/**
 * What gp3 storage carries.
 *
 * @param iops input and output operations a second
 * @param throughput in MiB a second
 */
public record StorageSpeed(int iops, int throughput) {

  /** The size from which on RDS stripes gp3 over four volumes (RDS user guide, "gp3 storage"). */
  private static final int STRIPED_GIB = 400;

  /** The least of striped storage, for which RDS charges nothing more. */
  private static final StorageSpeed STRIPED = new StorageSpeed(12_000, 500);

  /** The least of storage of this size; empty where it is fixed. */
  static Optional<StorageSpeed> least(int storageGib) {
    return storageGib < STRIPED_GIB ? Optional.empty() : Optional.of(STRIPED);
  }

  /** The greater of both. */
  StorageSpeed or(StorageSpeed other) {
    return new StorageSpeed(Math.max(iops, other.iops), Math.max(throughput, other.throughput));
  }
}
