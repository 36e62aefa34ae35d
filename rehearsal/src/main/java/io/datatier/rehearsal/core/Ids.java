package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import java.util.Locale;
import java.util.stream.IntStream;

/** Ids in the shapes that AWS gives them. */
public final class Ids {

  private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String ALPHABETIC_CASES =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private Ids() {}

  /** Such as {@code vpc-0} and 16 hex digits. */
  public static String ec2(Account account, String prefix) {
    return prefix + "-0" + account.draw(prefix, 16);
  }

  public static String ec2(Account account, String prefix, String purpose) {
    return prefix + "-0" + account.draw(prefix + purpose, 16);
  }

  /** Lower-case letters and digits, as in the names of RDS hosts. */
  public static String lower(Account account, String purpose, int length) {
    return pick(account, purpose, length, ALPHANUMERIC);
  }

  /** Upper-case letters and digits, as in RDS and IAM resource ids. */
  public static String upper(Account account, String purpose, int length) {
    return pick(account, purpose, length, ALPHANUMERIC).toUpperCase(Locale.ROOT);
  }

  /** Letters of both cases, as at the end of a secret's ARN. */
  public static String letters(Account account, String purpose, int length) {
    return pick(account, purpose, length, ALPHABETIC_CASES);
  }

  public static String uuid(Account account, String purpose) {
    var hex = account.draw(purpose, 32);
    return "%s-%s-4%s-a%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            hex.substring(17, 20),
            hex.substring(20));
  }

  /** The label that all RDS host names of one account and region share. */
  public static String rdsLabel(Account account) {
    return pick(account.constant("rds", 24), 12, ALPHANUMERIC);
  }

  private static String pick(Account account, String purpose, int length, String alphabet) {
    return pick(account.draw(purpose, 2 * length), length, alphabet);
  }

  private static String pick(String hex, int length, String alphabet) {
    var picked = new StringBuilder();
    IntStream.range(0, length)
        .map(i -> Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16))
        .forEach(drawn -> picked.append(alphabet.charAt(drawn % alphabet.length())));
    return picked.toString();
  }
}
