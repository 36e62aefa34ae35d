package io.datatier.policy.sdk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule: an immutable value that says what it is called, why it is there, and how it judges.
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
 * <p>A rule may judge resources one by one, the stack as a whole, or both. In a rule that does
 * both, the stack check answers for what the resource check left undecided.
 */
public final class Rule {

  /** How a remedy changes a resource, and what it does in words: "set requireTls to true". */
  public record Remedy(String description, UnaryOperator<ResourceView> change) {}

  private final Draft draft;
  private final Map<String, Function<ResourceView, Verdict>> checks;
  private final @Nullable Function<StackView, Verdict> stackCheck;
  private final @Nullable Remedy remedy;

  private Rule(
      Draft draft,
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
  public static Draft named(String id) {
    return new Draft(id);
  }

  /** What configuration and messages call it. */
  public String id() {
    return draft.id;
  }

  /** The condition, as a sentence in the present tense. */
  public String title() {
    return draft.title;
  }

  /** What a violation leads to. */
  public String because() {
    return draft.because;
  }

  /** How to put a violation right, if the rule says so. */
  public Optional<String> fix() {
    return Optional.ofNullable(draft.fix).or(() -> remedy().map(Remedy::description));
  }

  /** How bad a violation is, if the rule says so. */
  public Optional<Severity> severity() {
    return Optional.ofNullable(draft.severity);
  }

  /** What a violation does, unless configured; without it the pack's own level applies. */
  public Optional<Level> level() {
    return Optional.ofNullable(draft.level);
  }

  /** The types of resources that it judges one by one. */
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

  /** How it puts a violation right by itself. */
  public Optional<Remedy> remedy() {
    return Optional.ofNullable(remedy);
  }

  /**
   * The same rule, judging resources of one more type.
   *
   * @throws IllegalArgumentException if it judges them already
   */
  public Rule on(String type, Function<ResourceView, Verdict> check) {
    if (checks.containsKey(type)) {
      throw new IllegalArgumentException("%s judges %s already".formatted(id(), type));
    }
    var more = new LinkedHashMap<>(checks);
    more.put(type, check);
    return new Rule(draft, more, stackCheck, remedy);
  }

  /**
   * The same rule, judging the stack as well.
   *
   * @throws IllegalArgumentException if it judges the stack already
   */
  public Rule onStack(Function<StackView, Verdict> check) {
    if (stackCheck != null) {
      throw new IllegalArgumentException("%s judges the stack already".formatted(id()));
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
              : id() + " has a remedy already");
    }
    return new Rule(draft, checks, stackCheck, new Remedy(text(description), change));
  }

  @Override
  public String toString() {
    return id();
  }

  private static String text(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("the text is empty");
    }
    return text.strip();
  }

  /** A rule that does not judge yet. */
  public static final class Draft {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final String id;
    private String title = "";
    private String because = "";
    private @Nullable String fix;
    private @Nullable Severity severity;
    private @Nullable Level level;

    private Draft(String id) {
      if (!ID.matcher(id).matches() || id.length() > 100) {
        throw new IllegalArgumentException(
            "'%s' is not a rule id: write lower-case words joined by hyphens".formatted(id));
      }
      if (id.equals("all")) {
        throw new IllegalArgumentException("'all' means every rule in configuration");
      }
      this.id = id;
    }

    /** The condition as a sentence in the present tense, without a full stop. */
    public Draft title(String sentence) {
      title = text(sentence);
      return this;
    }

    /** What a violation leads to, without a full stop. */
    public Draft because(String reason) {
      because = text(reason);
      return this;
    }

    /** How to put a violation right, in the imperative; a remedy says so by itself. */
    public Draft fix(String steps) {
      fix = text(steps);
      return this;
    }

    /** How bad a violation is. */
    public Draft severity(Severity value) {
      severity = Objects.requireNonNull(value);
      return this;
    }

    /** A violation stops the deployment, unless configured. */
    public Draft mandatory() {
      return level(Level.MANDATORY);
    }

    /** A violation is shown and stops nothing, unless configured. */
    public Draft advisory() {
      return level(Level.ADVISORY);
    }

    /** A violation is put right by the remedy, unless configured. */
    public Draft remediated() {
      return level(Level.REMEDIATE);
    }

    /** The rule does not judge, unless configured. */
    public Draft disabled() {
      return level(Level.DISABLED);
    }

    private Draft level(Level value) {
      level = value;
      return this;
    }

    /** The rule, judging resources of this type by their inputs. */
    public Rule on(String type, Function<ResourceView, Verdict> check) {
      return complete().on(type, check);
    }

    /** The rule, judging the stack. */
    public Rule onStack(Function<StackView, Verdict> check) {
      return complete().onStack(check);
    }

    private Rule complete() {
      if (title.isEmpty() || because.isEmpty()) {
        throw new IllegalArgumentException(
            "%s needs a %s: people read it when the rule stops them"
                .formatted(id, title.isEmpty() ? "title" : "because"));
      }
      return new Rule(new Draft(this), Map.of(), null, null);
    }

    /** A copy that later steps on the original do not reach. */
    private Draft(Draft other) {
      id = other.id;
      title = other.title;
      because = other.because;
      fix = other.fix;
      severity = other.severity;
      level = other.level;
    }
  }
}
