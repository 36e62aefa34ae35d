package io.datatier.policy.sdk;

/** What a violation does to a deployment: Pulumi's enforcement level. */
public enum Level {
  /** Reported; the deployment continues. */
  ADVISORY,
  /** Reported; the deployment stops. */
  MANDATORY,
  /**
   * Fixed by the rule's remedy before the resource is registered. Remaining violations stop the
   * deployment, as in the engine (pulumi/pulumi, pkg/resource/deploy).
   */
  REMEDIATE,
  /** Not judged. */
  DISABLED;

  /** The level of a violation: a remedy that did not help leaves a mandatory violation. */
  public Level ofViolation() {
    return this == REMEDIATE ? MANDATORY : this;
  }
}
