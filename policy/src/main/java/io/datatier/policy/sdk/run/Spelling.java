package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Misspelt;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceTypes;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Rule.Remedy;
import io.datatier.policy.sdk.RuleContext;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Misspelt types and properties in the rules of a pack. A rule on a type that does not exist would
 * pass forever, and a property that does not exist is always absent. To find them, each check looks
 * at a resource that says nothing, at one of which nothing is known, and at stacks of those.
 */
public final class Spelling {

  /** A check that finds something of one type may ask for another, and so on. */
  private static final int MOST_ROUNDS = 5;

  private final ResourceTypes types;
  private final Set<String> faults = new LinkedHashSet<>();

  private Spelling(ResourceTypes types) {
    this.types = types;
  }

  /** What is misspelt, with the rule and the nearest name. */
  public static List<String> faultsIn(PolicyPack pack, ResourceTypes types) {
    var spelling = new Spelling(types);
    var configuration = Configuration.of(pack);
    var contexts = new LinkedHashMap<Rule, RuleContext>();
    for (var rule : pack.rules()) {
      var context = new RuleContext(StackFacts.NONE, configuration.settingsOf(rule), types);
      contexts.put(rule, context);
      spelling.look(rule, context);
    }
    spelling.lookAtStacks(contexts);
    return List.copyOf(spelling.faults);
  }

  private void look(Rule rule, RuleContext context) {
    var named = Stream.concat(rule.types().stream(), rule.remedies().stream().map(Remedy::types));
    named.forEach(type -> attempt(rule, () -> exists(type)));
    for (var type : rule.types()) {
      if (!types.propertiesOf(type).isEmpty()) {
        var check = rule.check(type).orElseThrow();
        both(type).forEach(it -> attempt(rule, () -> check.apply(it.in(context))));
      }
    }
  }

  /**
   * All rules at a stack of nothing, and then at one of what any of them asked for: what they share
   * asks only once, for whichever comes first.
   */
  private void lookAtStacks(Map<Rule, RuleContext> contexts) {
    var asked = new TreeSet<String>();
    var onTrial = types.trial(asked);
    var before = -1;
    for (var round = 0; round < MOST_ROUNDS && asked.size() > before; round++) {
      before = asked.size();
      var stack = new StackView(asked.stream().flatMap(this::made).toList(), Map.of());
      contexts.forEach(
          (rule, context) -> {
            var trial = stack.in(new RuleContext(context.stack(), context.settings(), onTrial));
            rule.stackCheck().ifPresent(check -> attempt(rule, () -> check.apply(trial)));
          });
    }
  }

  private Stream<StackResource> made(String type) {
    return both(type).map(view -> new StackResource(view, false, "", Set.of(), Map.of()));
  }

  /** A resource that says nothing, and one of which nothing is known. */
  private Stream<ResourceView> both(String type) {
    return Stream.of(
        new ResourceView(type, type + "::empty", "empty", Fields.NONE),
        new ResourceView(type, type + "::unknown", "unknown", unknown(type)));
  }

  private Verdict exists(String type) {
    types.check(type);
    return Verdict.compliant();
  }

  private Fields unknown(String type) {
    var all = new HashMap<String, PropertyValue>();
    types.propertiesOf(type).forEach(it -> all.put(it, new Unknown(Unknown.Kind.TEXT)));
    return new Fields(all);
  }

  /** What a check makes of such a resource is of no interest, and that it crashes neither. */
  private Verdict attempt(Rule rule, Supplier<Verdict> look) {
    try {
      return look.get();
    } catch (Misspelt misspelt) {
      faults.add("%s: %s".formatted(rule, misspelt.getMessage()));
    } catch (RuntimeException | Error ofNothing) {
      // A rule would judge nothing by such a resource.
    }
    return Verdict.compliant();
  }
}
