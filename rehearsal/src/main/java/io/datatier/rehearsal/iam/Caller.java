package io.datatier.rehearsal.iam;

import java.util.Set;

/**
 * The caller of a request, by the names that a policy may use for it.
 *
 * @param kind the principal type, as in policies
 * @param names the names, each of which matches the caller
 */
public record Caller(String kind, Set<String> names) {

  static final String AWS = "AWS";

  /** Anyone, authenticated or not. */
  public static final Caller ANYBODY = new Caller(AWS, Set.of());

  /** An AWS service, such as {@code rds.amazonaws.com}. */
  public static Caller service(String name) {
    return new Caller("Service", Set.of(name));
  }

  /** A role. */
  public static Caller role(String arn) {
    return new Caller(AWS, Set.of(arn));
  }

  /** An account. A policy that allows it delegates the decision to that account's IAM policies. */
  static Caller account(String number) {
    return new Caller(AWS, Set.of(number, "arn:aws:iam::" + number + ":root"));
  }
}
