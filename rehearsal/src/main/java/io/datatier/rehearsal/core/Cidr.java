package io.datatier.rehearsal.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 network.
 *
 * @param network its first address
 * @param prefix the number of leading bits that its addresses share
 */
public record Cidr(long network, int prefix) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  /** Reads {@code 10.0.0.0/16}; empty if invalid, or if host bits are set. */
  public static Optional<Cidr> parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long address = 0;
    for (int group = 1; group <= 4; group++) {
      int part = Integer.parseInt(match.group(group));
      if (part > 255) {
        return Optional.empty();
      }
      address = address << 8 | part;
    }
    int prefix = Integer.parseInt(match.group(5));
    if (prefix > 32 || (address & (size(prefix) - 1)) != 0) {
      return Optional.empty();
    }
    return Optional.of(new Cidr(address, prefix));
  }

  private static long size(int prefix) {
    return 1L << (32 - prefix);
  }

  /** Whether the other network lies entirely within this one. */
  public boolean contains(Cidr other) {
    return other.prefix >= prefix && overlaps(other);
  }

  public boolean overlaps(Cidr other) {
    return network < other.network + size(other.prefix) && other.network < network + size(prefix);
  }
}
