package io.datatier.policy.aws;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation.
 *
 * @param first its first address as a number
 * @param bits the length of an address: 32 or 128
 * @param prefix how many leading bits its addresses have in common
 */
public record AddressRange(BigInteger first, int bits, int prefix) {

  private static final Pattern CIDR =
      Pattern.compile(
          "(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]*)/(\\d{1,3})\\s*");

  private static final int V4 = 32;

  /** The largest VPC (Amazon VPC quotas, "VPC CIDR blocks"): /16, and /56 of IPv6. */
  private static final int LARGEST_V4_VPC = 16;

  private static final int COMMON_V6_VPC = 56;

  /** Only the IETF owns larger parts of the internet. */
  private static final int LARGEST_V4_OWNER = 8;

  private static final int LARGEST_V6_OWNER = 16;

  /** Reads a range; none if the text is not one. */
  public static Optional<AddressRange> of(String text) {
    var matcher = CIDR.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      // Only literals match the pattern, so this does no DNS lookup.
      var bytes = InetAddress.getByName(matcher.group(1)).getAddress();
      var bits = bytes.length * Byte.SIZE;
      var prefix = Integer.parseInt(matcher.group(2));
      var mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).shiftRight(prefix);
      return prefix > bits
          ? Optional.empty()
          : Optional.of(new AddressRange(new BigInteger(1, bytes).andNot(mask), bits, prefix));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Whether it is larger than any one owner's network, such as 0.0.0.0/0 or one half of it. */
  public boolean isWorld() {
    return prefix < (bits == V4 ? LARGEST_V4_OWNER : LARGEST_V6_OWNER) && !isPrivateV6();
  }

  /** Whether it is at least as large as a VPC can be. */
  public boolean isAsLargeAsVpc() {
    return prefix <= (bits == V4 ? LARGEST_V4_VPC : COMMON_V6_VPC);
  }

  /** Whether every address of the other range is in this one. */
  public boolean contains(AddressRange other) {
    return bits == other.bits
        && prefix <= other.prefix
        && first.shiftRight(bits - prefix).equals(other.first.shiftRight(bits - prefix));
  }

  /** Within fc00::/7, which is not routed on the internet (RFC 4193). */
  private boolean isPrivateV6() {
    return bits != V4 && prefix >= 7 && first.shiftRight(bits - 7).intValue() == 0xfc >> 1;
  }
}
