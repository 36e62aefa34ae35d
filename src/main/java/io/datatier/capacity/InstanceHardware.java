package io.datatier.capacity;

import static java.util.Comparator.comparingInt;

import io.datatier.text.DataFile;
import java.util.List;
import java.util.Optional;

/**
 * The hardware of a DB instance class (RDS user guide, "Hardware specifications for DB instance
 * classes").
 *
 * @param instanceClass such as {@code db.t4g.small}
 * @param vcpus by which AWS bills RDS Proxy
 * @param memoryGib memory in GiB, including what the operating system and RDS use
 * @param seen {@code max_connections} observed with the default parameter group
 */
public record InstanceHardware(
    String instanceClass, int vcpus, int memoryGib, Optional<ConnectionRange> seen) {

  private static final List<InstanceHardware> KNOWN =
      DataFile.rows(InstanceHardware.class, "instance-hardware.txt").stream()
          .map(InstanceHardware::parse)
          .toList();

  /** The hardware of {@code instanceClass}; empty if it is unknown. */
  public static Optional<InstanceHardware> of(String instanceClass) {
    return KNOWN.stream().filter(it -> it.instanceClass.equals(instanceClass)).findFirst();
  }

  /** All known families, such as {@code db.t4g}. */
  public static List<String> families() {
    return KNOWN.stream().map(InstanceHardware::familyName).distinct().toList();
  }

  /** All known classes of the same family, the smallest first. */
  public List<InstanceHardware> family() {
    return KNOWN.stream()
        .filter(it -> it.familyName().equals(familyName()))
        .sorted(comparingInt(InstanceHardware::memoryGib))
        .toList();
  }

  /** The classes of the same family from this one up, the smallest first. */
  public List<InstanceHardware> fromHereUp() {
    return family().stream().filter(it -> it.memoryGib >= memoryGib).toList();
  }

  /** The name without the size, such as {@code db.t4g}. */
  public String familyName() {
    return instanceClass.substring(0, instanceClass.lastIndexOf('.'));
  }

  private static InstanceHardware parse(List<String> row) {
    return new InstanceHardware(
        row.get(0),
        Integer.parseInt(row.get(1)),
        Integer.parseInt(row.get(2)),
        row.size() == 3
            ? Optional.empty()
            : Optional.of(
                new ConnectionRange(Integer.parseInt(row.get(3)), Integer.parseInt(row.get(4)))));
  }
}
