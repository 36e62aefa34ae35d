package io.datatier.rehearsal.iam;

import java.util.Set;

/**
 * Who makes a request, by the names that a policy may have for it.
 *
 * @param kind the kind of principal, as policies call it
 * @param names all of which each stands for the caller
 */
public record Caller(String kind, Set<String> names) {

  static final String AWS = "AWS";

  /** Anybody at all, signed in or not. */
  public static final Caller ANYBODY = new Caller(AWS, Set.of());

  /** A service of AWS, such as {@code rds.amazonaws.com}. */
  public static Caller service(String name) {
    return new Caller("Service", Set.of(name));
  }

  /** A role. */
  public static Caller role(String arn) {
    return new Caller(AWS, Set.of(arn));
  }

  /** Whoever an account lets: a policy that names it leaves the rest to that account's IAM. */
  static Caller account(String number) {
    return new Caller(AWS, Set.of(number, "arn:aws:iam::" + number + ":root"));
  }
}
