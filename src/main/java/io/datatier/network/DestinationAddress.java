package io.datatier.network;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The id of a prefix list, or a range of IPv4 addresses in CIDR notation. */
public record DestinationAddress(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "pl-(?:[0-9a-f]{8}|[0-9a-f]{17})"
              + "|(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}"
              + "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])/(?:3[0-2]|[12]?[0-9])");

  public DestinationAddress {
    InvalidValue.requireMatch(
        value, VALID, "be a prefix list such as pl-63a5400a or an IPv4 range such as 10.1.0.0/16");
    // The provider refuses others (terraform-provider-aws, verify.ValidIPv4CIDRNetworkAddress).
    if (!value.startsWith("pl-") && !startsAtItsFirstAddress(value)) {
      throw new InvalidValue(value, "start at its first address, as 10.1.0.0/16 does");
    }
  }

  private static boolean startsAtItsFirstAddress(String range) {
    var parts = range.split("[./]", -1);
    var address = 0L;
    for (var octet = 0; octet < 4; octet++) {
      address = address << 8 | Integer.parseInt(parts[octet]);
    }
    return (address & ((1L << (Integer.SIZE - Integer.parseInt(parts[4]))) - 1)) == 0;
  }

  boolean isPrefixList() {
    return value.startsWith("pl-");
  }
}
