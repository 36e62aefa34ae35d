package io.datatier.network;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The IPv4 range of a created VPC, in CIDR notation. AWS accepts /16 to /28; here /16 to /22, so
 * that each of up to sixteen subnets has at least the addresses that a proxy asks for (10 free ones
 * up to an xlarge database) and room for the network interfaces of functions.
 */
public record CidrBlock(String value) {

  /** Matches every valid range and some invalid ones. */
  public static final Pattern VALID =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  private static final int SUBNET_BITS = 4;

  /** How many subnets a block can be divided into. */
  public static final int MOST_SUBNETS = 1 << SUBNET_BITS;

  public CidrBlock {
    var shape = VALID.matcher(value);
    if (!shape.matches() || !isValid(value)) {
      throw new InvalidValue(
          value, "be an IPv4 range from /16 to /22 that starts at its first address: 10.20.0.0/16");
    }
  }

  /** The {@code index}-th sixteenth of this block. */
  public String subnet(int index) {
    InvalidValue.requireBetween(index, 0, MOST_SUBNETS - 1, "be a subnet index from 0 to 15");
    var prefix = prefix(value) + SUBNET_BITS;
    var address = address(value) + ((long) index << (Integer.SIZE - prefix));
    return "%d.%d.%d.%d/%d"
        .formatted(
            address >> 24 & 0xff,
            address >> 16 & 0xff,
            address >> 8 & 0xff,
            address & 0xff,
            prefix);
  }

  private static boolean isValid(String block) {
    var prefix = prefix(block);
    if (prefix < 16 || prefix > 22) {
      return false;
    }
    for (var octet : block.substring(0, block.indexOf('/')).split("\\.", -1)) {
      if (Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return (address(block) & ((1L << (Integer.SIZE - prefix)) - 1)) == 0;
  }

  private static int prefix(String block) {
    return Integer.parseInt(block.substring(block.indexOf('/') + 1));
  }

  private static long address(String block) {
    var address = 0L;
    for (var octet : block.substring(0, block.indexOf('/')).split("\\.", -1)) {
      address = address << 8 | Long.parseLong(octet);
    }
    return address;
  }
}
