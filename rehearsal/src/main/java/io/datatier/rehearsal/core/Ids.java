package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ids in the formats that AWS uses. */
public final class Ids {

  private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String ALPHABETIC_CASES =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private Ids() {}

  /**
   * Hex digits that no id in the account contains yet. A fixture may contain ids that another
   * account with the same number generated earlier.
   */
  public static String hex(Account account, String purpose, int digits) {
    return unused(account, purpose, digits, drawn -> drawn);
  }

  /** Such as {@code vpc-0} and 16 hex digits. */
  public static String ec2(Account account, String prefix) {
    return ec2(account, prefix, "");
  }

  /** One of several created in the same call. */
  public static String ec2(Account account, String prefix, String purpose) {
    return prefix + "-0" + hex(account, prefix + purpose, 16);
  }

  /** Lower-case letters and digits, as in the names of RDS hosts. */
  public static String lower(Account account, String purpose, int length) {
    return unused(account, purpose, 2 * length, drawn -> pick(drawn, length, ALPHANUMERIC));
  }

  /** Upper-case letters and digits, as in RDS and IAM resource ids. */
  public static String upper(Account account, String purpose, int length) {
    return unused(
        account,
        purpose,
        2 * length,
        drawn -> pick(drawn, length, ALPHANUMERIC).toUpperCase(Locale.ROOT));
  }

  /** Letters of both cases, as at the end of a secret's ARN. */
  public static String letters(Account account, String purpose, int length) {
    return unused(account, purpose, 2 * length, drawn -> pick(drawn, length, ALPHABETIC_CASES));
  }

  public static String uuid(Account account, String purpose) {
    return unused(account, purpose, 32, Ids::uuid);
  }

  /** The digits in the format of a random UUID. */
  public static String uuid(String hex) {
    return "%s-%s-4%s-a%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            hex.substring(17, 20),
            hex.substring(20));
  }

  /** The label shared by all RDS host names in an account and region. */
  public static String rdsLabel(Account account) {
    return pick(account.constant("rds", 24), 12, ALPHANUMERIC);
  }

  private static String unused(
      Account account, String purpose, int digits, UnaryOperator<String> shape) {
    return Stream.concat(
            Stream.of(purpose), IntStream.iterate(1, i -> i + 1).mapToObj(i -> purpose + ":" + i))
        .map(each -> shape.apply(account.draw(each, digits)))
        .filter(id -> account.entities().stream().noneMatch(other -> other.id().contains(id)))
        .findFirst()
        .orElseThrow();
  }

  private static String pick(String hex, int length, String alphabet) {
    var picked = new StringBuilder();
    IntStream.range(0, length)
        .map(i -> Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16))
        .forEach(drawn -> picked.append(alphabet.charAt(drawn % alphabet.length())));
    return picked.toString();
  }
}
