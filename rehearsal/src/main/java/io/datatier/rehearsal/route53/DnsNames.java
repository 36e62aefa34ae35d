package io.datatier.rehearsal.route53;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Domain names as Route 53 and the provider write them: lower case, without the trailing period.
 */
final class DnsNames {

  /**
   * Up to 255 characters in labels of up to 63; Route 53 accepts almost any character in a label.
   */
  static final Pattern FORM =
      Pattern.compile("(?=.{1,255}\\.?$)[^.\\s]{1,63}(\\.[^.\\s]{1,63})*\\.?");

  static final String RULE =
      "be a domain name: labels of 1 to 63 characters separated by periods, at most 255 in total";

  private DnsNames() {}

  static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }

  /**
   * The full name of a record. The provider treats any name that ends with the zone's name as a
   * full one, even without a period before it.
   */
  static String within(String zone, String name) {
    if (name.isEmpty()) {
      return zone;
    }
    return name.endsWith(zone) ? name : name + "." + zone;
  }

  static boolean isIn(String zone, String name) {
    return name.equals(zone) || name.endsWith("." + zone);
  }
}
