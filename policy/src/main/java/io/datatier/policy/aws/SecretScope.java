package io.datatier.policy.aws;

import static io.datatier.policy.aws.IamPattern.ANY;

import io.datatier.policy.aws.PolicyCondition.Narrowing;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How many secrets a resource in an IAM policy covers. */
public enum SecretScope {
  /** None: it is the resource of another service. */
  NONE,

  /**
   * One, with or without the six characters that Secrets Manager appends to every name ("Secrets
   * Manager user guide, Control access to secrets").
   */
  ONE,

  /** All with a common name prefix. */
  SOME,

  /** All in an account, or all that one service keeps there. */
  EVERY;

  private static final List<String> SECRET =
      List.of("arn:", ANY, ":secretsmanager:", ANY, ":", ANY, ":secret:");

  private static final Pattern WILDCARD = Pattern.compile("[*?]");

  /** The appended characters, after a complete secret name. */
  private static final Pattern NAMED = Pattern.compile("(?<name>[^*?]+)(?:-\\?{6}|-\\*)");

  /** The prefix of names that services assign: {@code rds!db-0b1c…}. */
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+![a-z]*");

  /** Any secret, to try what a statement says of all of them. */
  private static final String ANY_ONE = "any-one-AbCdEf";

  private static final String READ = "secretsmanager:GetSecretValue";

  /**
   * What chooses among secrets (service authorization reference, "AWS Secrets Manager"); a rotation
   * function is let read the secrets that name it as theirs. Every secret of a service has the same
   * owner, so the tag with the owner chooses none of them (Secrets Manager user guide, "Secrets
   * managed by other services").
   */
  private static final Pattern CHOOSING =
      Pattern.compile(
          "secretsmanager:(?:name|resource/allowrotationlambdaarn)"
              + "|(?:secretsmanager|aws):resourcetag/(?!aws:secretsmanager:owningservice$).*");

  /** Every request to read a secret has it: an ARN, or the name that the caller gave. */
  private static final Predicate<String> SECRET_ID = "secretsmanager:secretid"::equals;

  /** The scope of a resource. */
  public static SecretScope of(String resource) {
    return new IamPattern(resource)
        .rests(SECRET)
        .map(SecretScope::ofName)
        .reduce(NONE, SecretScope::wider);
  }

  /** The scope of a statement that allows reading secrets, ignoring its conditions. */
  private static SecretScope of(PolicyStatement statement) {
    if (!statement.notResources().isEmpty()) {
      var none = statement.notResources().stream().anyMatch(it -> of(it) == EVERY);
      return none ? NONE : EVERY;
    }
    return ofAll(statement.resources());
  }

  /**
   * The scope of a statement that allows secrets to be read, without what the document denies and
   * what its conditions let no one ask for.
   */
  public static SecretScope of(PolicyDocument document, PolicyStatement statement) {
    return Stream.concat(
            document.flatDenials(READ).map(SecretScope::left), asked(document, statement))
        .reduce(of(statement), SecretScope::narrower);
  }

  /** What each condition on the secret that is asked for leaves, and each Deny with only such. */
  private static Stream<SecretScope> asked(PolicyDocument document, PolicyStatement statement) {
    return Stream.concat(
            statement.conditions().stream()
                .filter(condition -> condition.requires(SECRET_ID))
                .map(List::of),
            document
                .denyingConditions(READ)
                .filter(all -> all.stream().allMatch(condition -> condition.leaves(SECRET_ID))))
        .map(
            all ->
                all.stream()
                    .flatMap(condition -> condition.values().stream())
                    .map(SecretScope::ofAsked)
                    .reduce(NONE, SecretScope::wider));
  }

  private static SecretScope ofAsked(String secret) {
    return of(secret).wider(ofName(new IamPattern(secret).text()));
  }

  /** What is left of all secrets where these are denied. */
  private static SecretScope left(PolicyStatement denial) {
    if (!denial.notResources().isEmpty()) {
      return ofAll(denial.notResources());
    }
    return denial.isAbout(SECRET, ANY_ONE) ? NONE : EVERY;
  }

  /**
   * How far the conditions of a document choose among the secrets that a statement allows, apart
   * from those on the secret that is asked for, which its scope contains.
   */
  public static Narrowing narrowing(PolicyDocument document, PolicyStatement statement) {
    var chosen = document.narrowing(READ, statement, CHOOSING.asMatchPredicate());
    var left = document.denyingConditions(READ).anyMatch(SecretScope::leaveFew);
    return left ? Narrowing.YES : chosen;
  }

  /** Whether what fails one of these is one secret, or chosen. */
  private static boolean leaveFew(List<PolicyCondition> conditions) {
    return conditions.stream()
        .allMatch(
            it ->
                it.leaves(CHOOSING.asMatchPredicate())
                    || (it.leaves(SECRET_ID)
                        && it.values().stream().allMatch(id -> ofAsked(id) == ONE)));
  }

  private static SecretScope ofAll(List<String> resources) {
    return resources.stream().map(SecretScope::of).reduce(NONE, SecretScope::wider);
  }

  private SecretScope narrower(SecretScope other) {
    return compareTo(other) < 0 ? this : other;
  }

  private SecretScope wider(SecretScope other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** Names contain no colon, so a pattern that requires one matches no secret. */
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
