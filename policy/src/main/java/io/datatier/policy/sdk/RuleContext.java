package io.datatier.policy.sdk;

/**
 * What a rule knows besides the resource that it judges.
 *
 * @param stack what the engine says of the stack
 * @param settings how the rule is configured
 */
public record RuleContext(StackFacts stack, Settings settings) {

  /** Where nothing is known and nothing configured. */
  public static final RuleContext NONE = new RuleContext(StackFacts.NONE, Settings.NONE);
}
