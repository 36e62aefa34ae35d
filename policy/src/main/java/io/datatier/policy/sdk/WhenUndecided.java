package io.datatier.policy.sdk;

/** What a rule does about unknown values that it needs. */
public enum WhenUndecided {
  /** One advisory line with their number and the values they wait for. */
  REPORT,
  /** The same line at the level of a violation, so a mandatory rule stops the preview. */
  FAIL
}
