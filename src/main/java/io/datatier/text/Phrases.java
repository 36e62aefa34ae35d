package io.datatier.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How to write figures. */
public final class Phrases {

  private static final int NAMES_SHOWN = 3;

  private Phrases() {}

  /** Such as "2,000". */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Such as "1 connection" or "2,000 connections". */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** A rate or a load: whole numbers from 10 up, two digits below. */
  public static String amount(double number) {
    return number >= 10
        ? count(Math.round(number))
        : new BigDecimal(number)
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
  }

  /** Such as "20 ms", "2.5 s" or "15 min". */
  public static String time(Duration time) {
    if (time.isZero()) {
      return "0 s";
    }
    if (time.compareTo(Duration.ofMillis(1)) < 0) {
      return "under 1 ms";
    }
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      return Math.round(time.toNanos() / 1e6) + " ms";
    }
    return time.compareTo(Duration.ofMinutes(10)) <= 0
        ? amount(time.toNanos() / 1e9) + " s"
        : count(time.toMinutes()) + " min";
  }

  /** Such as "90 %". */
  public static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  /** Such as "$1,234.50". */
  public static String dollars(BigDecimal amount) {
    return "$" + String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** Such as "a, b, c and 2 more". */
  public static String names(List<String> names) {
    if (names.size() <= NAMES_SHOWN) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, NAMES_SHOWN))
        + " and "
        + count(names.size() - NAMES_SHOWN)
        + " more";
  }
}
