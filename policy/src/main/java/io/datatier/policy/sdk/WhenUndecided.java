package io.datatier.policy.sdk;

/** What a rule does with values that it needs and that nobody knows yet. */
public enum WhenUndecided {
  /** One advisory line says how many there are and what decides them. */
  REPORT,
  /** The same line has the level of a violation, so that a mandatory rule stops the preview. */
  FAIL
}
