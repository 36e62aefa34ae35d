package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.NotApplicable;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.Verdict.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One preview, update or analysis, judged by the rules of a pack. The engine shows resource after
 * resource, several at once, and the whole stack at the end.
 */
public final class PolicyRun {

  /** What a stack check is said to judge when it crashes. */
  private static final ResourceView STACK = new ResourceView("", "", "the stack", Fields.NONE);

  private final PolicyPack pack;
  private final Messages messages;
  private final Isolation isolation;
  private final Map<String, Level> configured = new ConcurrentHashMap<>();
  private final Map<String, ResourceView> inputs = new ConcurrentHashMap<>();
  private final Map<Question, List<Undecided>> open = new ConcurrentHashMap<>();
  private volatile boolean preview;

  private record Question(String rule, String urn) {}

  public PolicyRun(PolicyPack pack) {
    this.pack = pack;
    this.messages = new Messages(pack);
    this.isolation = new Isolation(messages);
  }

  /** Begins a run; one process may serve several, one after the other. */
  public void begin(boolean isPreview) {
    preview = isPreview;
    inputs.clear();
    open.clear();
  }

  /**
   * Sets the levels of rules by id. The engine has reconciled them by then: configuration goes
   * before the rule's own level, and that before the pack's.
   */
  public void configure(Map<String, Level> levels) {
    configured.putAll(levels);
  }

  /** The level that a rule has without configuration. */
  public Level levelOf(Rule rule) {
    return rule.level().orElse(pack.level());
  }

  private Level configuredLevelOf(Rule rule) {
    return configured.getOrDefault(rule.id(), levelOf(rule));
  }

  private List<Rule> enabledRules() {
    return pack.rules().stream().filter(rule -> configuredLevelOf(rule) != Level.DISABLED).toList();
  }

  /** Judges a resource by its inputs. */
  public Judgement analyze(ResourceView resource) {
    inputs.put(resource.urn(), resource);
    return Judgement.all(enabledRules().stream().map(rule -> judge(rule, resource)));
  }

  private Judgement judge(Rule rule, ResourceView resource) {
    var check = rule.check(resource.type());
    if (check.isEmpty()) {
      var types = String.join(", ", rule.types());
      return Judgement.skip(rule, "judges " + (types.isEmpty() ? "the stack as a whole" : types));
    }
    return isolation.judge(
        rule,
        configuredLevelOf(rule).ofViolation(),
        resource,
        () -> {
          var verdict = check.get().apply(resource).about(resource.urn());
          var undecided = undecidedIn(verdict);
          open.put(new Question(rule.id(), resource.urn()), undecided);
          var findings = violationsIn(rule, verdict, List.of(resource));
          if (findings.isEmpty() && !undecided.isEmpty()) {
            // Said as not applicable, because the engine would count the rule as passed otherwise.
            return Judgement.skip(rule, Messages.UNDECIDED + undecided.get(0).path());
          }
          return new Judgement(findings, skips(rule, verdict));
        });
  }

  /** Judges the stack, and sums up what rules without a stack check have left undecided. */
  public Judgement analyzeStack(Collection<StackResource> resources) {
    var stack = new StackView(resources, inputs);
    return Judgement.all(enabledRules().stream().map(rule -> judge(rule, stack)));
  }

  private Judgement judge(Rule rule, StackView stack) {
    var check = rule.stackCheck();
    if (check.isEmpty()) {
      var undecided =
          stack.resources().stream()
              .map(resource -> new Question(rule.id(), resource.urn()))
              .flatMap(question -> open.getOrDefault(question, List.of()).stream());
      return new Judgement(summary(rule, undecided.toList()), List.of());
    }
    return isolation.judge(
        rule,
        configuredLevelOf(rule).ofViolation(),
        STACK,
        () -> {
          var verdict = check.get().apply(stack);
          var shown = stack.resources().stream().flatMap(it -> Stream.of(it, stack.inputsOf(it)));
          var findings = new ArrayList<>(violationsIn(rule, verdict, shown.toList()));
          findings.addAll(summary(rule, undecidedIn(verdict)));
          return new Judgement(findings, skips(rule, verdict));
        });
  }

  /** Applies remedies in the order of the rules, each to what the one before has left. */
  public List<Remedied> remediate(ResourceView resource) {
    var remedied = new ArrayList<Remedied>();
    var current = resource;
    for (var rule : enabledRules()) {
      if (configuredLevelOf(rule) == Level.REMEDIATE) {
        var outcome = isolation.remedy(rule, current);
        remedied.addAll(outcome.stream().toList());
        var properties = outcome.map(Remedied::properties).orElse(current.properties());
        current = new ResourceView(current.type(), current.urn(), current.name(), properties);
      }
    }
    return remedied;
  }

  private List<Finding> violationsIn(Rule rule, Verdict verdict, Collection<ResourceView> shown) {
    var level = configuredLevelOf(rule).ofViolation();
    return answers(verdict, Violation.class)
        .map(
            violation ->
                new Finding(
                    rule,
                    violation.advisory() ? Level.ADVISORY : level,
                    violation.urn(),
                    messages.of(rule, violation, shown)))
        .toList();
  }

  private List<Finding> summary(Rule rule, List<Undecided> undecided) {
    if (undecided.isEmpty()) {
      return List.of();
    }
    var message = messages.undecided(rule, undecided, preview);
    return List.of(new Finding(rule, Level.ADVISORY, "", message));
  }

  private static List<Judgement.Skip> skips(Rule rule, Verdict verdict) {
    return verdict instanceof NotApplicable reason
        ? List.of(new Judgement.Skip(rule.id(), reason.reason()))
        : List.of();
  }

  private static List<Undecided> undecidedIn(Verdict verdict) {
    return answers(verdict, Undecided.class).toList();
  }

  private static <T extends Verdict> Stream<T> answers(Verdict verdict, Class<T> kind) {
    return verdict.answers().stream().filter(kind::isInstance).map(kind::cast);
  }
}
