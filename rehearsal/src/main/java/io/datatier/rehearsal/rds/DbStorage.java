package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.value.Fields;
import java.util.List;

/**
 * The limits of each storage type with PostgreSQL (RDS user guide, "Amazon RDS DB instance
 * storage").
 */
final class DbStorage {

  /** From this size on, RDS stripes gp3 over four volumes, and IOPS and throughput can be set. */
  private static final int STRIPED = 400;

  private static final int LEAST_IOPS = 12_000;

  private static final String SIZE = "allocatedStorage";
  private static final String MOST = "maxAllocatedStorage";
  private static final List<String> SPEED = List.of("iops", "storageThroughput");

  private DbStorage() {}

  /**
   * The inputs as the provider plans with them (DiffSuppressFunc of allocated_storage and of
   * max_allocated_storage in rds/instance.go): storage that RDS has grown by itself stays, and a
   * maximum of the present size is none.
   */
  static Fields planned(Fields before, Fields inputs) {
    var size = inputs.number(SIZE).orElse(0);
    var most = inputs.number(MOST).orElse(0);
    var now = before.number(SIZE).orElse(0);
    if (inputs.has(SIZE) && now > size && most > size) {
      return inputs.with(SIZE, now);
    }
    return most == size && before.number(MOST).orElse(0) == 0
        ? inputs.without(List.of(MOST))
        : inputs;
  }

  /** The properties without a maximum of the present size, which turns growth off. */
  static Fields settled(Fields properties) {
    var most = properties.number(MOST);
    return most.isPresent() && most.equals(properties.number(SIZE))
        ? properties.without(List.of(MOST))
        : properties;
  }

  /** Rejects a maximum that leaves no room; an existing instance may so turn growth off. */
  static void checkMost(Inputs inputs, double most, double size) {
    if (most < size || (most == size && inputs.toCreate())) {
      inputs.fail(MOST, "must be greater than allocatedStorage, which is " + Inputs.plain(size));
    }
  }

  /**
   * Rejects what is not growth, or less than ten percent (RDS user guide, "Increasing DB instance
   * storage capacity").
   */
  static void requireGrowth(double from, double to) {
    if (to < from) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "Requested storage size (%s) cannot be smaller than the existing storage size (%s)."
              .formatted(Inputs.plain(to), Inputs.plain(from)));
    } else if (to > from && to * 10 < from * 11) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "Requested storage size (%s) must be at least 10%% greater than the existing storage size (%s)."
              .formatted(Inputs.plain(to), Inputs.plain(from)));
    }
  }

  /** What gp3 storage of its size has at least, and has unless more is requested. */
  static Fields withSpeed(Fields properties) {
    var striped = properties.number(SIZE).orElse(0) >= STRIPED;
    return properties
        .withDefault("iops", striped ? LEAST_IOPS : 3_000)
        .withDefault("storageThroughput", striped ? 500 : 125);
  }

  /**
   * Rejects what the provider sends with a new size that RDS stripes: the IOPS of its state, which
   * may be those of the smaller storage (dbInstancePopulateModify in rds/instance.go;
   * hashicorp/terraform-provider-aws#28382).
   */
  static void requireIops(Fields state, Fields properties) {
    var iops = properties.number("iops").orElse(0);
    var size = properties.number(SIZE);
    if (properties.says("storageType", "gp3")
        && !state.number(SIZE).equals(size)
        && size.orElse(0) >= STRIPED
        && iops < LEAST_IOPS) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "Invalid iops value for engine name postgres and storage type gp3: "
              + Inputs.plain(iops));
    }
  }

  /**
   * The properties of an instance that goes back to a point in time. It has the size of its source:
   * the provider sends no other with RestoreDBInstanceToPointInTime, but it does send the IOPS,
   * which RDS refuses for a size that it does not stripe (resourceInstanceCreate in
   * rds/instance.go).
   */
  static Fields restored(Fields content, Fields asked, Fields inherited) {
    var size = content.get(SIZE);
    if (size.isEmpty()) {
      return inherited;
    }
    if (inherited.says("storageType", "gp3")
        && content.number(SIZE).orElse(0) < STRIPED
        && SPEED.stream().anyMatch(asked::has)) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "You can't specify IOPS or storage throughput for engine postgres and a storage size less than 400.");
    }
    return inherited.with(SIZE, size.get());
  }

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
          .between("iops", LEAST_IOPS, 64_000, "IOPS")
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
