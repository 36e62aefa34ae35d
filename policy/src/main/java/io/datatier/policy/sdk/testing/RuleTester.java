package io.datatier.policy.sdk.testing;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyPath;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tests a rule as the engine runs it: resource by resource, then the stack, through the wire form.
 * A tester is a value: begin with a resource that passes and let each test change one property.
 *
 * <pre>{@code
 * private static final RuleTester proxy =
 *     RuleTester.of(ProxyRequiresTls.RULE)
 *         .resource("aws:rds/proxy:Proxy", "campaign", Map.of("requireTls", true));
 *
 * proxy.with("requireTls", false).expectViolations("campaign: requireTls is false");
 * }</pre>
 *
 * <p>The first resource is the subject, which the {@code with} methods change. Every {@code expect}
 * states all that the rule finds in the whole stack, and fails with an {@link AssertionError}.
 */
public final class RuleTester {

  private static final String UNDECIDED = "undecided: ";

  private final Rule rule;
  private final Map<String, StackResource> resources;

  private RuleTester(Rule rule, Map<String, StackResource> resources) {
    this.rule = rule;
    this.resources = resources;
  }

  /** Begins with a rule and an empty stack. */
  public static RuleTester of(Rule rule) {
    return new RuleTester(rule, new LinkedHashMap<>());
  }

  /**
   * Adds a resource with its inputs; the first one becomes the subject.
   *
   * @param properties plain data; see {@link PropertyValue#of}
   */
  public RuleTester resource(String type, String name, Map<String, ?> properties) {
    var view = new ResourceView(type, urn(type, name), name, PropertyValue.fields(properties));
    return put(name, new StackResource(view, false, "", Set.of(), Map.of()));
  }

  /** Adds a component as the parent of resources that are there already. */
  public RuleTester component(String type, String name, String... children) {
    var view = new ResourceView(type, urn(type, name), name, Fields.NONE);
    var tester = put(name, new StackResource(view, true, "", Set.of(), Map.of()));
    for (var child : children) {
      var node = tester.node(child);
      tester =
          tester.put(
              child,
              new StackResource(
                  node.view(),
                  node.component(),
                  view.urn(),
                  node.dependencies(),
                  node.propertyDependencies()));
    }
    return tester;
  }

  /** Says which resources a top-level property of the subject is computed from. */
  public RuleTester computedFrom(String property, String... names) {
    var subject = subject();
    var urns = Stream.of(names).map(name -> node(name).view().urn()).collect(Collectors.toSet());
    var sources = new HashMap<>(subject.propertyDependencies());
    sources.put(property, urns);
    return put(
        subject.view().name(),
        new StackResource(subject.view(), subject.component(), subject.parent(), urns, sources));
  }

  /** The subject with a property of this value. */
  public RuleTester with(String path, @Nullable Object value) {
    return change(subject -> subject.with(path, value));
  }

  /** The subject without a property. */
  public RuleTester without(String path) {
    return change(subject -> subject.without(path));
  }

  /** The subject with a property that only the update will know. */
  public RuleTester withUnknown(String path) {
    return with(path, new Unknown(Unknown.Kind.TEXT));
  }

  /** The subject with a property of this value that is marked as secret. */
  public RuleTester withSecret(String path, @Nullable Object value) {
    return with(path, new Secret(PropertyValue.of(value)));
  }

  /** The subject as a resource of another type. */
  public RuleTester as(String type) {
    return change(it -> new ResourceView(type, urn(type, it.name()), it.name(), it.properties()));
  }

  /** Expects the rule to apply to the subject, and nothing to be found. */
  public void expectCompliant() {
    var outcome = run();
    check("findings", List.of(), outcome.findings);
    check("reason not to apply", "", outcome.reason);
  }

  /** Expects nothing to be reported, whether the rule has judged or had nothing to go by. */
  public void expectNothingReported() {
    check("findings", List.of(), run().findings);
  }

  /**
   * Expects these violations and nothing else, in any order: {@code name: path message}, with
   * {@code (advisory)} after the name where the rule lowers its own level.
   */
  public void expectViolations(String... violations) {
    check("violations", sorted(violations), run().findings);
  }

  /** Expects nothing but these paths of the subject to be left for the update to decide. */
  public void expectUndecided(String... paths) {
    check("undecided", List.of(undecided(paths)), run().findings);
  }

  /** Expects these violations, and these paths of the subject left for the update to decide. */
  public void expectViolationsAndUndecided(List<String> violations, String... paths) {
    var all = Stream.concat(violations.stream(), Stream.of(undecided(paths)));
    check("findings", all.sorted().toList(), run().findings);
  }

  private String undecided(String... paths) {
    return UNDECIDED + subject().view().name() + " by " + String.join(", ", paths);
  }

  /** Expects the rule to have nothing to say of the subject. */
  public void expectNotApplicable() {
    var outcome = run();
    check("findings", List.of(), outcome.findings);
    if (outcome.reason.isEmpty() || outcome.reason.startsWith(UNDECIDED)) {
      throw new AssertionError(rule + " applies to " + subject().view().type());
    }
  }

  /** Expects the remedy to leave the subject with these properties, and no violation. */
  public void expectRemedied(Map<String, ?> properties) {
    var engine = engine();
    engine.configure(Map.of(rule.id(), Level.REMEDIATE));
    var before = subject().view();
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
    var view = new ResourceView(before.type(), before.urn(), before.name(), after);
    check("violations left", List.of(), engine.analyze(view).shown());
  }

  /** Expects the remedy to change nothing. */
  public void expectNotRemedied() {
    var engine = engine();
    engine.configure(Map.of(rule.id(), Level.REMEDIATE));
    check("remedies", List.of(), engine.remediate(subject().view()));
  }

  private record Outcome(List<String> findings, String reason) {}

  private Outcome run() {
    var engine = engine();
    var findings = new ArrayList<String>();
    var reason = "";
    for (var node : resources.values()) {
      var answer = engine.analyze(node.view());
      answer.shown().forEach(it -> findings.add(finding(it)));
      if (node.equals(subject())) {
        reason = answer.notApplicable().getOrDefault(rule.id(), "");
      }
    }
    var outputs = resources.values().stream().map(RuleTester::outputs).toList();
    engine.analyzeStack(outputs).shown().forEach(it -> findings.add(finding(it)));
    return new Outcome(findings.stream().sorted().toList(), reason);
  }

  /** A new run each time, for a run remembers what it has seen. */
  private SimulatedEngine engine() {
    var pack = PolicyPack.named("test", "1.0.0").defaultLevel(Level.MANDATORY).rules(rule);
    return new SimulatedEngine(pack, true);
  }

  /** At a preview the engine leaves out of the outputs what holds an unknown value. */
  private static StackResource outputs(StackResource node) {
    var view = node.view();
    var known = new TreeMap<>(view.properties().values());
    known.keySet().removeIf(key -> holdsUnknown(view.at(PropertyPath.ROOT.field(key).toString())));
    return new StackResource(
        new ResourceView(view.type(), view.urn(), view.name(), new Fields(known)),
        node.component(),
        node.parent(),
        node.dependencies(),
        node.propertyDependencies());
  }

  private static boolean holdsUnknown(ValueView property) {
    return property.leaves().stream().anyMatch(ValueView::isUnknown);
  }

  /** The line of the message that says what is wrong, without title, reason and remedy. */
  private String finding(SimulatedEngine.Shown shown) {
    var lines = shown.message().lines().toList();
    if (!lines.get(0).equals(rule.title())) {
      throw new AssertionError("the message does not begin with the title: " + shown.message());
    }
    var line = lines.get(1);
    if (line.startsWith(UNDECIDED)) {
      var paths =
          line.substring(line.indexOf(" by ") + " by ".length(), line.lastIndexOf(", decided"));
      return UNDECIDED + lines.get(2) + " by " + paths;
    }
    var level = rule.level().orElse(Level.MANDATORY).ofViolation();
    var lowered =
        shown.level() == level ? "" : " (" + shown.level().name().toLowerCase(Locale.ROOT) + ")";
    var name = shown.urn().substring(shown.urn().lastIndexOf("::") + 2);
    return name + lowered + ": " + line;
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

  private RuleTester change(UnaryOperator<ResourceView> change) {
    var node = subject();
    return put(
        node.view().name(),
        new StackResource(
            change.apply(node.view()),
            node.component(),
            node.parent(),
            node.dependencies(),
            node.propertyDependencies()));
  }

  private RuleTester put(String name, StackResource node) {
    var changed = new LinkedHashMap<>(resources);
    changed.put(name, node);
    return new RuleTester(rule, changed);
  }

  private StackResource subject() {
    return resources.values().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("begin with a resource"));
  }

  private StackResource node(String name) {
    var node = resources.get(name);
    if (node == null) {
      throw new IllegalArgumentException("there is no resource " + name);
    }
    return node;
  }

  private static String urn(String type, String name) {
    return "urn:pulumi:dev::test::" + type + "::" + name;
  }
}
