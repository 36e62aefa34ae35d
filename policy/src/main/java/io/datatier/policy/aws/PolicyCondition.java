package io.datatier.policy.aws;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A condition of a statement: an operator, a key and its values (IAM user guide, "IAM JSON policy
 * elements: Condition").
 *
 * @param operator in lower case, without {@code IfExists} and the words for several values
 * @param key in lower case
 * @param optional whether a request without the key meets it
 */
public record PolicyCondition(String operator, String key, List<String> values, boolean optional) {

  /** Whether a condition leaves only some of what a statement is about. */
  public enum Narrowing {
    NO,
    /** It requires a value, whichever. */
    PERHAPS,
    YES
  }

  private static final Pattern WHO = Pattern.compile("aws:(?:principal(?!tag)|source)");

  /** The id of an account or an organization, or a variable, which has one value. */
  private static final Pattern CERTAIN = Pattern.compile("\\d{12}|\\bo-[a-z0-9]{10}|\\$\\{");

  /** The tag of a master secret (RDS user guide, "Password management with Secrets Manager"). */
  private static final Pattern DATABASE =
      Pattern.compile("resourcetag/aws:rds:primary(?:dbinstance|dbcluster)arn$");

  public PolicyCondition {
    values = List.copyOf(values);
  }

  static PolicyCondition of(String operator, String key, List<String> values) {
    var words = operator.toLowerCase(Locale.ROOT);
    var optional = words.endsWith("ifexists") || words.startsWith("forallvalues:");
    var bare = words.replaceFirst("^for(?:all|any)value(?:s)?:", "").replaceFirst("ifexists$", "");
    return new PolicyCondition(bare, key.toLowerCase(Locale.ROOT), values, optional);
  }

  /** Whether it narrows an Allow by one of these keys. */
  public Narrowing narrows(Predicate<String> keys) {
    if (!keys.test(key) || optional || isNegative() || hasWildcardAlone()) {
      return Narrowing.NO;
    }
    return operator.equals("null") || values.stream().anyMatch(this::isPartOfDatabase)
        ? Narrowing.PERHAPS
        : Narrowing.YES;
  }

  /** Whether an Allow under it needs certain values at one of these keys. */
  boolean requires(Predicate<String> keys) {
    return keys.test(key) && !optional && !isNegative() && !operator.equals("null");
  }

  /** Whether a Deny under it leaves only what has certain values at one of these keys. */
  boolean leaves(Predicate<String> keys) {
    return keys.test(key) && isNegative() && !hasWildcardAlone();
  }

  private boolean isNegative() {
    return operator.contains("not");
  }

  private boolean hasWildcardAlone() {
    return values.stream().anyMatch(this::isAnyValue);
  }

  /** Any value, any address, or whoever is in no certain account or organization. */
  private boolean isAnyValue(String value) {
    var whoever =
        WHO.matcher(key).lookingAt() && value.matches(".*[*?].*") && !CERTAIN.matcher(value).find();
    return whoever
        || value.matches("[*?]*")
        || AddressRange.of(value).filter(AddressRange::isWorld).isPresent()
        || (DATABASE.matcher(key).find() && nameIn(value).matches("[*?]+"));
  }

  /** Several databases, by a part of their names. */
  private boolean isPartOfDatabase(String value) {
    return DATABASE.matcher(key).find() && nameIn(value).matches(".*[*?].*");
  }

  private static String nameIn(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
