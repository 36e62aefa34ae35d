package io.datatier.rehearsal.ec2;

import java.util.List;

/**
 * Availability Zones. AWS maps zone letters per account. Here every region has the letters a to c,
 * and us-east-1 has a to f, as in AWS; there, e is {@code use1-az3}, as in many accounts.
 */
public final class Zones {

  private Zones() {}

  public static List<String> of(String region) {
    var letters =
        region.equals("us-east-1") ? List.of("a", "b", "c", "d", "e", "f") : List.of("a", "b", "c");
    return letters.stream().map(letter -> region + letter).toList();
  }

  /**
   * Whether a zone has RDS proxies: {@code use1-az3} has none (RDS user guide, "Quotas and
   * limitations for RDS Proxy").
   */
  public static boolean haveProxies(String zone) {
    return !zone.isEmpty() && !idOf(zone).equals("use1-az3");
  }

  /** The id of a zone, such as {@code use1-az1} for {@code us-east-1a}. */
  static String idOf(String zone) {
    var parts = zone.substring(0, zone.length() - 1).split("-", -1);
    var shortened = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      shortened.append(parts[i].charAt(0));
    }
    return shortened + "-az" + number(zone);
  }

  private static int number(String zone) {
    return switch (zone) {
      case "us-east-1c" -> 5;
      case "us-east-1e" -> 3;
      default -> zone.charAt(zone.length() - 1) - 'a' + 1;
    };
  }
}
