package io.datatier.policy.aws;

import static io.datatier.policy.aws.IamPattern.ANY;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How many secrets of Secrets Manager a resource in an IAM policy stands for. */
public enum SecretScope {
  /** None, for it is the resource of another service. */
  NONE,

  /**
   * One, whether or not the six characters that Secrets Manager appends to every name are spelled
   * out ("Secrets Manager user guide, Control access to secrets").
   */
  ONE,

  /** Those of which the names begin alike. */
  SOME,

  /** All of an account, or all that one service keeps there. */
  EVERY;

  private static final List<String> SECRET =
      List.of("arn:", ANY, ":secretsmanager:", ANY, ":", ANY, ":secret:");

  private static final Pattern WILDCARD = Pattern.compile("[*?]");

  /** The appended characters, of a secret whose name is written out before them. */
  private static final Pattern NAMED = Pattern.compile("(?<name>[^*?]+)(?:-\\?{6}|-\\*)");

  /** What is before the id in the names that services give: {@code rds!db-0b1c…}. */
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+![a-z]*");

  private static final Set<String> NARROWING =
      Set.of("secretsmanager:secretid", "secretsmanager:name");

  /** The scope of a resource. */
  public static SecretScope of(String resource) {
    return new IamPattern(resource)
        .rests(SECRET)
        .map(SecretScope::ofName)
        .reduce(NONE, SecretScope::wider);
  }

  /** The scope of a statement that allows secrets to be read, its conditions apart. */
  public static SecretScope of(PolicyStatement statement) {
    if (!statement.notResources().isEmpty()) {
      var none = statement.notResources().stream().anyMatch(it -> of(it) == EVERY);
      return none ? NONE : EVERY;
    }
    return statement.resources().stream().map(SecretScope::of).reduce(NONE, SecretScope::wider);
  }

  /** Whether conditions of a statement choose among secrets, by their tags or names. */
  public static boolean isNarrowed(PolicyStatement statement) {
    return statement.conditions().stream()
        .anyMatch(
            key ->
                NARROWING.contains(key)
                    || Stream.of("aws:resourcetag/", "secretsmanager:resourcetag/")
                        .anyMatch(key::startsWith));
  }

  private SecretScope wider(SecretScope other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** Names have no colon, hence what asks for one stands for no secret. */
  private static SecretScope ofName(String name) {
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      return NONE;
    }
    var wildcard = WILDCARD.matcher(name);
    if (!wildcard.find()) {
      return ONE;
    }
    var beginning = name.substring(0, wildcard.start());
    if (beginning.isEmpty() || SERVICE.matcher(beginning.replaceAll("-$", "")).matches()) {
      return EVERY;
    }
    return NAMED.matcher(name).matches() ? ONE : SOME;
  }
}
