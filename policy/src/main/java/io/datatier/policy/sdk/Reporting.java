package io.datatier.policy.sdk;

/** How the findings of a pack are worded. */
public enum Reporting {
  /**
   * As in Pulumi's own SDKs: the rule's title and what the rule says. A value that is not known yet
   * is one finding of each resource. Reason and fix are metadata, which the engine passes on.
   */
  PLAIN,
  /**
   * Each violation ends with why it matters, how to fix it and where to read on. What is not known
   * yet is summed up, one finding a rule.
   */
  EXPLAINED
}
