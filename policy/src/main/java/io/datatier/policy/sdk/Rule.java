package io.datatier.policy.sdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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

  /** How a remedy changes a resource, with a description: "set requireTls to true". */
  public record Remedy(String description, UnaryOperator<ResourceView> change) {}

  private final RuleDraft draft;
  private final Map<String, Function<ResourceView, Verdict>> checks;
  private final @Nullable Function<StackView, Verdict> stackCheck;
  private final @Nullable Remedy remedy;

  /** A rule from this draft, without checks. */
  Rule(RuleDraft draft) {
    this(draft, Map.of(), null, null);
  }

  private Rule(
      RuleDraft draft,
      Map<String, Function<ResourceView, Verdict>> checks,
      @Nullable Function<StackView, Verdict> stackCheck,
      @Nullable Remedy remedy) {
    this.draft = draft;
    this.checks = checks;
    this.stackCheck = stackCheck;
    this.remedy = remedy;
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

  /** The consequence of a violation. */
  public String because() {
    return draft.because;
  }

  /** How to fix a violation, if the rule says so. */
  public Optional<String> fix() {
    return Optional.ofNullable(draft.fix).or(() -> remedy().map(Remedy::description));
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

  /** The resource types that it judges. */
  public Set<String> types() {
    return new TreeSet<>(checks.keySet());
  }

  /** How it judges a resource of this type. */
  public Optional<Function<ResourceView, Verdict>> check(String type) {
    return Optional.ofNullable(checks.get(type));
  }

  /** How it judges a stack. */
  public Optional<Function<StackView, Verdict>> stackCheck() {
    return Optional.ofNullable(stackCheck);
  }

  /** How it fixes a violation, if it can. */
  public Optional<Remedy> remedy() {
    return Optional.ofNullable(remedy);
  }

  /**
   * The same rule, also judging resources of this type.
   *
   * @throws IllegalArgumentException if it already judges them
   */
  public Rule on(String type, Function<ResourceView, Verdict> check) {
    if (checks.containsKey(type)) {
      throw new IllegalArgumentException("%s already judges %s".formatted(id(), type));
    }
    var more = new LinkedHashMap<>(checks);
    more.put(type, check);
    return new Rule(draft, more, stackCheck, remedy);
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
    return new Rule(draft, checks, check, remedy);
  }

  /**
   * The same rule with a remedy, which the engine applies at level {@link Level#REMEDIATE} to a
   * resource that violates the rule.
   *
   * @param description what it does: "set requireTls to true"
   * @throws IllegalArgumentException if the rule judges no resources, or has a remedy
   */
  public Rule remedy(String description, UnaryOperator<ResourceView> change) {
    if (checks.isEmpty() || remedy != null) {
      throw new IllegalArgumentException(
          checks.isEmpty()
              ? id() + " judges stacks only, and a remedy changes a resource"
              : id() + " already has a remedy");
    }
    return new Rule(draft, checks, stackCheck, new Remedy(RuleDraft.text(description), change));
  }

  @Override
  public String toString() {
    return id();
  }
}
