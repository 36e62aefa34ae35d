package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.core.Inputs;
import java.util.List;

/**
 * The limits of each storage type with PostgreSQL (RDS user guide, "Amazon RDS DB instance
 * storage").
 */
final class DbStorage {

  /** From this size on, RDS stripes gp3 over four volumes, and IOPS and throughput can be set. */
  private static final int STRIPED = 400;

  private static final List<String> SPEED = List.of("iops", "storageThroughput");

  private DbStorage() {}

  /**
   * Validates size, IOPS and throughput.
   *
   * @param size in GiB; the maximum number if unknown
   */
  static void check(Inputs inputs, String type, double size) {
    switch (type) {
      case "gp3" -> {
        least(inputs, type, size, 20);
        checkGp3(inputs, size);
      }
      case "gp2", "standard" -> {
        least(inputs, type, size, type.equals("gp2") ? 20 : 5);
        SPEED.stream()
            .filter(inputs.values()::has)
            .forEach(name -> inputs.fail(name, "cannot be set for " + type));
      }
      case "io1", "io2" -> {
        least(inputs, type, size, 100);
        checkProvisioned(inputs, type, size);
      }
      default -> {}
    }
  }

  private static void least(Inputs inputs, String type, double size, int least) {
    if (size < least) {
      inputs.fail("allocatedStorage", "must be at least %d GiB with %s".formatted(least, type));
    }
  }

  private static void checkGp3(Inputs inputs, double size) {
    if (size >= STRIPED) {
      inputs
          .between("iops", 12_000, 64_000, "IOPS")
          .between("storageThroughput", 500, 4_000, "MiB/s");
      return;
    }
    SPEED.stream()
        .filter(inputs.values()::has)
        .forEach(
            name -> inputs.fail(name, "cannot be set for gp3 below 400 GiB, where it is fixed"));
  }

  private static void checkProvisioned(Inputs inputs, String type, double size) {
    inputs.required("iops", "with " + type).between("iops", 1_000, 256_000, "IOPS");
    if (inputs.values().has("storageThroughput")) {
      inputs.fail("storageThroughput", "is for gp3 only");
    }
    // io1 allows 50 IOPS per GiB, io2 1,000.
    double most = (type.equals("io1") ? 50 : 1_000) * size;
    inputs
        .values()
        .number("iops")
        .ifPresent(
            iops -> {
              if (iops > most) {
                inputs.fail(
                    "iops",
                    "must be at most %s for %s GiB of %s, but is %s"
                        .formatted(
                            Inputs.plain(most), Inputs.plain(size), type, Inputs.plain(iops)));
              }
            });
  }
}
