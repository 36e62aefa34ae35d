package io.datatier.clients;

import io.datatier.values.InvalidValue;
import java.util.regex.Pattern;

/**
 * The disk that a worker starts from: gp3, encrypted, deleted with the worker.
 *
 * @param device the AMI's own name of it, {@code /dev/xvda} on Amazon Linux, {@code /dev/sda1} on
 *     Ubuntu and Debian. Under any other name EC2 adds a second disk and leaves the first as the
 *     AMI has it, perhaps not encrypted.
 * @param sizeGib 1 to 16,384 GiB (EBS user guide, "General Purpose SSD volumes"), no less than the
 *     AMI's
 */
public record RootVolume(String device, int sizeGib) {

  /** What a lawful device looks like as a whole. */
  public static final Pattern DEVICE = Pattern.compile("/dev/(?:xvda|sda1?)");

  /** 20 GiB on an AMI of Amazon Linux. */
  public static final RootVolume DEFAULT = new RootVolume("/dev/xvda", 20);

  public RootVolume {
    InvalidValue.requireMatch(device, DEVICE, "be a root device: /dev/xvda, /dev/sda1 or /dev/sda");
    InvalidValue.requireBetween(sizeGib, 1, 16_384, "be 1 to 16384 GiB of gp3 storage");
  }
}
