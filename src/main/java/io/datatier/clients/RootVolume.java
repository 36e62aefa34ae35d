package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;

/**
 * The root volume of a worker: gp3, encrypted, deleted with the worker.
 *
 * @param device the AMI's root device name, {@code /dev/xvda} on Amazon Linux, {@code /dev/sda1} on
 *     Ubuntu and Debian. Under any other name EC2 adds a second disk and leaves the first as the
 *     AMI has it, perhaps not encrypted.
 * @param sizeGib 1 to 16,384 GiB (EBS user guide, "General Purpose SSD volumes"), no less than the
 *     AMI's
 */
public record RootVolume(
    @ByDefault("/dev/xvda")
        @Allows("the AMI's root device name: `/dev/xvda`, `/dev/sda1` or `/dev/sda`")
        RootDevice device,
    @ByDefault("20")
        @Between(least = "1", most = "16384", unit = "GiB of gp3 storage")
        @Allows(", no less than the AMI's")
        int sizeGib) {

  public RootVolume {
    Constraints.check(RootVolume.class, device, sizeGib);
  }
}
