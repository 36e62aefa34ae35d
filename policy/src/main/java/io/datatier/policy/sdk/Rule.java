package io.datatier.policy.sdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule: an immutable value with an id, a reason and a check.
 *
 * <pre>{@code
 * Rule.named("proxy-requires-tls")
 *     .title("RDS Proxy requires TLS")
 *     .because("clients would send passwords and rows in the clear inside the VPC")
 *     .severity(HIGH)
 *     .mandatory()
 *     .on("aws:rds/proxy:Proxy", ProxyRequiresTls::judge)
 *     .remedy("set requireTls to true", proxy -> proxy.with("requireTls", true));
 * }</pre>
 *
 * <p>A rule may judge resources one by one, the whole stack, or both. With both, the stack check
 * also covers what the resource check left undecided.
 */
public final class Rule {

  /** Every rule has this setting. */
  public static final Setting<WhenUndecided> UNDECIDED =
      Setting.ofEveryRule(
          "undecided",
          new ChoiceKind<>(WhenUndecided.class),
          WhenUndecided.REPORT,
          "what unknown values mean: one advisory line, or a violation");

  /**
   * How a remedy changes a resource, with a description: "set requireTls to true".
   *
   * @param types which resources it is for
   */
  public record Remedy(String types, String description, UnaryOperator<ResourceView> change) {

    /** Whether it is for resources of this type. */
    public boolean isFor(String type) {
      return new TypePattern(types).matches(type);
    }
  }

  private final RuleDraft draft;
  private final Map<TypePattern, Function<ResourceView, Verdict>> checks;
  private final @Nullable Function<StackView, Verdict> stackCheck;
  private final List<Remedy> remedies;

  /** A rule from this draft, without checks. */
  Rule(RuleDraft draft) {
    this(draft, Map.of(), null, List.of());
  }

  private Rule(
      RuleDraft draft,
      Map<TypePattern, Function<ResourceView, Verdict>> checks,
      @Nullable Function<StackView, Verdict> stackCheck,
      List<Remedy> remedies) {
    this.draft = draft;
    this.checks = checks;
    this.stackCheck = stackCheck;
    this.remedies = remedies;
  }

  /**
   * Begins a rule.
   *
   * @param id what configuration and messages call it: lower-case words joined by hyphens
   * @throws IllegalArgumentException if the id is malformed, or {@code all}, which configuration
   *     uses for every rule of a pack
   */
  public static RuleDraft named(String id) {
    return new RuleDraft(id);
  }

  /** Its id in configuration and messages. */
  public String id() {
    return draft.id;
  }

  /** The condition that must hold, as a sentence in the present tense. */
  public String title() {
    return draft.title;
  }

  /** The consequence of a violation; empty if the rule says none. */
  public String because() {
    return draft.because;
  }

  /** How to fix a violation, if the rule says so. */
  public Optional<String> fix() {
    if (draft.fix != null || remedies.isEmpty()) {
      return Optional.ofNullable(draft.fix);
    }
    var steps = remedies.stream().map(Remedy::description).distinct();
    return Optional.of(steps.collect(Collectors.joining(", or ")));
  }

  /** Its name in lists of rules; by default its title. */
  public String displayName() {
    return draft.displayName.isEmpty() ? title() : draft.displayName;
  }

  /** The compliance framework that requires it, if the rule names one. */
  public Optional<Framework> framework() {
    return Optional.ofNullable(draft.framework);
  }

  /** Search tags for lists of rules. */
  public List<String> tags() {
    return draft.tags;
  }

  /** The address of its documentation, if it is not the pack's page for it. */
  public Optional<String> url() {
    return Optional.ofNullable(draft.url);
  }

  /** Its settings: its own and those of every rule. */
  public List<Setting<?>> settings() {
    return draft.settings;
  }

  /** How bad a violation is, if the rule says so. */
  public Optional<Severity> severity() {
    return Optional.ofNullable(draft.severity);
  }

  /** The default level of a violation; empty for the pack's default. */
  public Optional<Level> level() {
    return Optional.ofNullable(draft.level);
  }

  /** The resource types that it judges, as given. */
  public Set<String> types() {
    var patterns = new TreeSet<String>();
    checks.keySet().forEach(type -> patterns.add(type.pattern()));
    return patterns;
  }

  /** How it judges a resource of this type: the check for it by name goes first. */
  public Optional<Function<ResourceView, Verdict>> check(String type) {
    Function<ResourceView, Verdict> found = null;
    for (var check : checks.entrySet()) {
      if (check.getKey().matches(type) && (found == null || !check.getKey().isGlob())) {
        found = check.getValue();
      }
    }
    return Optional.ofNullable(found);
  }

  /** How it judges a stack. */
  public Optional<Function<StackView, Verdict>> stackCheck() {
    return Optional.ofNullable(stackCheck);
  }

  /** How it fixes violations, if it can, in this order. */
  public List<Remedy> remedies() {
    return remedies;
  }

  /**
   * The same rule, also judging resources of this type.
   *
   * @param type a type token, or a pattern of them in which {@code *} stands for any text
   * @throws IllegalArgumentException if it already judges them, or no token is like that
   */
  public Rule on(String type, Function<ResourceView, Verdict> check) {
    return on(new TypePattern(type), check);
  }

  /**
   * The same rule, also judging resources of each of these types alike.
   *
   * @throws IllegalArgumentException as for one type
   */
  public Rule on(Collection<String> types, Function<ResourceView, Verdict> check) {
    var rule = this;
    for (var type : types) {
      rule = rule.on(type, check);
    }
    return rule;
  }

  /** The same rule, also judging resources of all other types, components included. */
  public Rule onAny(Function<ResourceView, Verdict> check) {
    return on(TypePattern.ANY, check);
  }

  private Rule on(TypePattern type, Function<ResourceView, Verdict> check) {
    if (checks.containsKey(type)) {
      throw new IllegalArgumentException("%s already judges %s".formatted(id(), type.pattern()));
    }
    var more = new LinkedHashMap<>(checks);
    more.put(type, check);
    return new Rule(draft, more, stackCheck, remedies);
  }

  /**
   * The same rule, judging the stack as well.
   *
   * @throws IllegalArgumentException if it already judges the stack
   */
  public Rule onStack(Function<StackView, Verdict> check) {
    if (stackCheck != null) {
      throw new IllegalArgumentException("%s already judges the stack".formatted(id()));
    }
    return new Rule(draft, checks, check, remedies);
  }

  /**
   * The same rule with a remedy, which the engine applies at level {@link Level#REMEDIATE} to a
   * resource that violates the rule. Of several each is applied to what the one before has left, as
   * long as that violates the rule.
   *
   * @param description what it does: "set requireTls to true"
   * @throws IllegalArgumentException if the rule judges no resources
   */
  public Rule remedy(String description, UnaryOperator<ResourceView> change) {
    return remedy(TypePattern.ANY.pattern(), description, change);
  }

  /**
   * The same rule with a remedy for resources of this type alone.
   *
   * @param type a type token, or a pattern as in {@link #on}
   * @throws IllegalArgumentException if the rule judges no resources, or no token is like that
   */
  public Rule remedy(String type, String description, UnaryOperator<ResourceView> change) {
    if (checks.isEmpty()) {
      throw new IllegalArgumentException(
          id() + " judges stacks only, and a remedy changes a resource");
    }
    var more = new ArrayList<>(remedies);
    more.add(new Remedy(new TypePattern(type).pattern(), RuleDraft.text(description), change));
    return new Rule(draft, checks, stackCheck, List.copyOf(more));
  }

  @Override
  public String toString() {
    return id();
  }
}
