package io.datatier.policy.sdk;

import java.util.List;
import java.util.function.Function;

/**
 * What a rule knows besides the resource that it judges.
 *
 * @param stack what the engine says of the stack
 * @param settings how the rule is configured
 * @param types the resource types that are known, so that a misspelt property is reported
 * @param earlier the resources of a type that the same run has shown so far, with their inputs
 */
public record RuleContext(
    StackFacts stack,
    Settings settings,
    ResourceTypes types,
    Function<String, List<ResourceView>> earlier) {

  /** Where nothing is known and nothing configured. */
  public static final RuleContext NONE = new RuleContext(StackFacts.NONE, Settings.NONE);

  /** Where no types are known. */
  public RuleContext(StackFacts stack, Settings settings) {
    this(stack, settings, ResourceTypes.NONE);
  }

  /** Where nothing was shown before. */
  public RuleContext(StackFacts stack, Settings settings, ResourceTypes types) {
    this(stack, settings, types, type -> List.of());
  }
}
