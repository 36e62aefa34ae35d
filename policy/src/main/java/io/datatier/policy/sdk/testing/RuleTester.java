package io.datatier.policy.sdk.testing;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceOptions;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.Urn;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.run.Finding;
import io.datatier.policy.sdk.run.Finding.Kind;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tests a rule as the engine runs it: resource by resource, then the stack, through the wire
 * format. A tester is a value: start with a resource that passes and change one property in each
 * test.
 *
 * <pre>{@code
 * private static final RuleTester proxy =
 *     RuleTester.of(ProxyRequiresTls.RULE)
 *         .resource("aws:rds/proxy:Proxy", "campaign", Map.of("requireTls", true));
 *
 * proxy.with("requireTls", false).expectViolations("campaign: requireTls is false");
 * }</pre>
 *
 * <p>The first resource is the subject, which the {@code with} methods change, until {@link
 * #subject} names another. Every {@code expect} lists everything that the rule finds in the whole
 * stack, and fails with an {@link AssertionError}.
 */
public final class RuleTester {

  private static final String UNDECIDED = "undecided: ";

  private final Rule rule;
  private final TestStack stack;
  private final RuleConfig config;

  private RuleTester(Rule rule, TestStack stack, RuleConfig config) {
    this.rule = rule;
    this.stack = stack;
    this.config = config;
  }

  /** Starts with an unconfigured rule and a preview of an empty stack "dev". */
  public static RuleTester of(Rule rule) {
    return new RuleTester(rule, TestStack.EMPTY, RuleConfig.of(Map.of()));
  }

  /** The same, with a setting of the rule configured; see {@link PropertyValue#of}. */
  public RuleTester configured(String setting, @Nullable Object value) {
    var more = config.properties().with(setting, PropertyValue.of(value));
    return new RuleTester(rule, stack, new RuleConfig(config.level(), more));
  }

  /** The same resources in a stack of this name. */
  public RuleTester inStack(String name) {
    var facts = stack.facts();
    return inStack(
        new StackFacts(
            facts.organization(),
            facts.project(),
            name,
            facts.preview(),
            facts.tags(),
            facts.values(),
            facts.secretKeys()));
  }

  /** The same resources in this stack, at a preview or an update. */
  public RuleTester inStack(StackFacts facts) {
    return with(stack.as(facts));
  }

  /** The subject, registered with these options. */
  public RuleTester withOptions(ResourceOptions options) {
    return with(stack.change(subject -> subject.withOptions(options)));
  }

  /** The subject, made by a provider resource with these inputs. */
  public RuleTester withProvider(String type, String name, Map<String, ?> properties) {
    var provider = stack.view(type, name, PropertyValue.fields(properties));
    return with(stack.change(subject -> subject.withProvider(provider)));
  }

  /**
   * Adds a resource with its inputs; the first one becomes the subject.
   *
   * @param properties plain data; see {@link PropertyValue#of}
   */
  public RuleTester resource(String type, String name, Map<String, ?> properties) {
    return with(stack.resource(type, name, PropertyValue.fields(properties)));
  }

  /** Adds a component as the parent of existing resources. */
  public RuleTester component(String type, String name, String... children) {
    return with(stack.component(type, name, children));
  }

  /** Makes another resource the subject. */
  public RuleTester subject(String name) {
    return with(stack.withSubject(name));
  }

  /** Sets which resources a top-level property of the subject is computed from. */
  public RuleTester computedFrom(String property, String... names) {
    return with(stack.computedFrom(property, names));
  }

  /** The subject with a property of this value. */
  public RuleTester with(String path, @Nullable Object value) {
    return with(stack.change(subject -> subject.with(path, value)));
  }

  /** The subject without a property. */
  public RuleTester without(String path) {
    return with(stack.change(subject -> subject.without(path)));
  }

  /** The subject with an unknown property. */
  public RuleTester withUnknown(String path) {
    return with(path, new Unknown(Unknown.Kind.TEXT));
  }

  /** The subject with a property of this value that is marked as secret. */
  public RuleTester withSecret(String path, @Nullable Object value) {
    return with(path, new Secret(PropertyValue.of(value)));
  }

  /** The subject as a resource of another type. */
  public RuleTester as(String type) {
    return with(stack.change(it -> stack.view(type, it.name(), it.properties())));
  }

  /** Expects the rule to apply to the subject, and nothing to be found. */
  public void expectCompliant() {
    var outcome = run();
    check("findings", List.of(), outcome.findings);
    check("reason not to apply", "", outcome.reason);
  }

  /** Expects no findings, whether the rule judged or did not apply. */
  public void expectNothingReported() {
    check("findings", List.of(), run().findings);
  }

  /**
   * Expects these violations and nothing else, in any order: {@code name: path message}, with
   * {@code (advisory)} after the name where the rule lowers its own level.
   */
  public void expectViolations(String... violations) {
    expectFindings(violations);
  }

  /** Expects only these paths of the subject to be undecided. */
  public void expectUndecided(String... paths) {
    check("undecided", List.of(undecided(paths)), run().findings);
  }

  /** Expects these violations, and these paths of the subject to be undecided. */
  public void expectViolationsAndUndecided(List<String> violations, String... paths) {
    var all = Stream.concat(violations.stream(), Stream.of(undecided(paths)));
    check("findings", all.sorted().toList(), run().findings);
  }

  /**
   * Expects these violations, and {@code undecided: names by paths}, in any order and nothing else.
   */
  public void expectFindings(String... findings) {
    check("findings", sorted(findings), run().findings);
  }

  private String undecided(String... paths) {
    return UNDECIDED + stack.subject().view().name() + " by " + String.join(", ", paths);
  }

  /** The same as {@link #expectUndecided}, at the level of a violation. */
  public void expectUndecidedToFail(String... paths) {
    var level = rule.level().orElse(Level.MANDATORY).ofViolation();
    check("undecided", List.of(undecided(paths) + level(level)), run().findings);
  }

  /** Expects the pack to reject the rule's configuration with exactly these messages. */
  public void expectConfigRefused(String... faults) {
    var words = Arrays.stream(faults).map(fault -> rule.id() + ": " + fault).toList();
    try {
      engine();
    } catch (IllegalArgumentException refusal) {
      var all = "the configuration of test is not valid: " + String.join("; ", words);
      check("refusal", all, String.valueOf(refusal.getMessage()));
      return;
    }
    throw new AssertionError("the configuration of " + rule + " is not refused");
  }

  /** Expects the rule not to apply to the subject. */
  public void expectNotApplicable() {
    var outcome = run();
    check("findings", List.of(), outcome.findings);
    if (outcome.reason.isEmpty() || outcome.reason.startsWith(UNDECIDED)) {
      throw new AssertionError(rule + " applies to " + stack.subject().view().type());
    }
  }

  /** Expects the remedy to leave the subject with these properties, and no violation. */
  public void expectRemedied(Map<String, ?> properties) {
    var engine = engine();
    engine.configure(Map.of(rule.id(), config.level(Level.REMEDIATE)));
    var before = stack.subject().view();
    var remedies = engine.remediate(before);
    check(
        "failures",
        List.of(),
        remedies.stream()
            .map(SimulatedEngine.Remedy::failure)
            .filter(it -> !it.isEmpty())
            .toList());
    check(
        "remedies",
        List.of(rule.id()),
        remedies.stream().map(SimulatedEngine.Remedy::rule).toList());
    var after = remedies.get(0).properties();
    check("properties", PropertyValue.fields(properties), after);
    var left = engine.analyze(before.withProperties(after)).shown();
    check("violations left", List.of(), left);
  }

  /** Expects the remedy to change nothing. */
  public void expectNotRemedied() {
    var engine = engine();
    engine.configure(Map.of(rule.id(), config.level(Level.REMEDIATE)));
    check("remedies", List.of(), engine.remediate(stack.subject().view()));
  }

  private record Outcome(List<String> findings, String reason) {}

  private Outcome run() {
    var engine = engine();
    var findings = new ArrayList<Finding>();
    var reason = "";
    for (var resource : stack.inputs()) {
      var answer = engine.analyze(resource);
      findings.addAll(answer.findings());
      if (resource.equals(stack.subject().view())) {
        reason = answer.notApplicable().getOrDefault(rule.id(), "");
      }
    }
    var answer = engine.analyzeStack(stack.outputs());
    findings.addAll(answer.findings());
    if (rule.types().isEmpty()) {
      reason = answer.notApplicable().getOrDefault(rule.id(), "");
    }
    var open = findings.stream().filter(it -> it.kind() == Kind.UNDECIDED).toList();
    var decided = findings.stream().filter(it -> it.kind() != Kind.UNDECIDED).map(this::decided);
    return new Outcome(Stream.concat(decided, undecided(open)).sorted().toList(), reason);
  }

  /** A new run each time, because a run remembers what it has seen. */
  private SimulatedEngine engine() {
    var pack = PolicyPack.named("test", "1.0.0").defaultLevel(Level.MANDATORY).rules(rule);
    var engine = new SimulatedEngine(pack, stack.facts(), Clock.systemUTC());
    engine.configure(Map.of(rule.id(), config));
    return engine;
  }

  private String decided(Finding finding) {
    var level = rule.level().orElse(Level.MANDATORY).ofViolation();
    var lowered = finding.level() == level ? "" : level(finding.level());
    return Urn.parse(finding.urn()).name() + lowered + ": " + finding.message();
  }

  /** All that is undecided, in one line. */
  private static Stream<String> undecided(List<Finding> findings) {
    var open = findings.stream().flatMap(it -> it.open().stream()).toList();
    if (open.isEmpty()) {
      return Stream.empty();
    }
    var names = open.stream().map(it -> Urn.parse(it.urn()).name());
    var paths = open.stream().map(Undecided::path);
    var level = findings.get(0).level();
    return Stream.of(
        UNDECIDED
            + join(names)
            + " by "
            + join(paths)
            + (level == Level.ADVISORY ? "" : level(level)));
  }

  private static String join(Stream<String> words) {
    return words.distinct().sorted().collect(Collectors.joining(", "));
  }

  private static String level(Level level) {
    return " (" + level.name().toLowerCase(Locale.ROOT) + ")";
  }

  private void check(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(
          "%s of %s: expected%n  %s%nbut got%n  %s".formatted(what, rule, expected, actual));
    }
  }

  private static List<String> sorted(String... findings) {
    return Arrays.stream(findings).sorted().toList();
  }

  private RuleTester with(TestStack changed) {
    return new RuleTester(rule, changed, config);
  }
}
