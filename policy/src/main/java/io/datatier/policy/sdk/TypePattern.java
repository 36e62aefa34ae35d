package io.datatier.policy.sdk;

/**
 * The type tokens that a check is for: one of them, such as {@code aws:rds/proxy:Proxy}, or with
 * {@code *} for any text all that match, such as {@code aws:rds/*}.
 */
record TypePattern(String pattern) {

  /** Every type. */
  static final TypePattern ANY = new TypePattern("*");

  /**
   * A pattern.
   *
   * @throws IllegalArgumentException for a text that matches no type token
   */
  TypePattern {
    var wellFormed = isGlob(pattern) || pattern.matches("[^:\\s]+(:[^:\\s]*)?:[^:\\s]+");
    if (!wellFormed || pattern.isBlank() || pattern.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "'%s' is not a type token: write for example aws:rds/proxy:Proxy, or aws:rds/* for several"
              .formatted(pattern));
    }
  }

  static boolean isGlob(String pattern) {
    return pattern.indexOf('*') >= 0;
  }

  boolean isGlob() {
    return isGlob(pattern);
  }

  boolean matches(String type) {
    return isGlob() ? new Glob(pattern).matches(type) : pattern.equals(type);
  }
}
