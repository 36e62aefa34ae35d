package io.datatier.network;

import io.datatier.values.InvalidValue;
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
  }

  boolean isPrefixList() {
    return value.startsWith("pl-");
  }
}
