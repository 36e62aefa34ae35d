package io.datatier.policy.sdk;

/**
 * A rule's compliance framework, which the engine includes in lists of rules.
 *
 * @param name such as "CIS AWS Foundations"; never empty
 * @param version of the framework, or empty
 * @param reference the control in it, such as "RDS.43", or empty
 * @param specification what the control requires, or empty
 */
public record Framework(String name, String version, String reference, String specification) {

  /**
   * A framework.
   *
   * @throws IllegalArgumentException without a name
   */
  public Framework {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a framework needs a name");
    }
  }

  /** A control of a framework. */
  public static Framework of(String name, String version, String reference) {
    return new Framework(name, version, reference, "");
  }

  /** The same control, with what it requires. */
  public Framework specifiedAs(String text) {
    return new Framework(name, version, reference, text);
  }
}
