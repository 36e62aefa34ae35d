package io.datatier.policy.sdk;

/** What a violation does to a deployment; Pulumi calls it the enforcement level. */
public enum Level {
  /** Shown, and the deployment goes on. */
  ADVISORY,
  /** Shown, and the deployment stops. */
  MANDATORY,
  /**
   * Put right by the rule's remedy before the resource is registered; what the remedy leaves stops
   * the deployment, as the engine treats it too (pulumi/pulumi, pkg/resource/deploy).
   */
  REMEDIATE,
  /** Not judged at all. */
  DISABLED;

  /** The level of a violation: a remedy that did not help leaves a mandatory violation. */
  public Level ofViolation() {
    return this == REMEDIATE ? MANDATORY : this;
  }
}
