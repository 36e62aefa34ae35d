package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.Exemption;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.Reporting;
import io.datatier.policy.sdk.ResourceTypes;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.RuleContext;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Urn;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Answer;
import io.datatier.policy.sdk.Verdict.Compliant;
import io.datatier.policy.sdk.Verdict.NotApplicable;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.Verdict.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One preview, update or analysis, judged by a pack's rules. The engine sends resource after
 * resource, several at once, and the whole stack at the end.
 */
public final class PolicyRun {

  private static final String STACK_TYPE = "pulumi:pulumi:Stack";

  /** The subject reported when a stack check crashes. */
  private static final ResourceView STACK = new ResourceView("", "", "the stack", Fields.NONE);

  /** Every secret of a stack, because a rule may quote any. */
  private static final Derived<Secrets> SECRETS =
      stack ->
          secretsOf(
              stack.facts(),
              stack.resources().stream().flatMap(it -> Stream.of(it, stack.inputsOf(it))));

  private final boolean sumsUp;
  private final Parts parts;
  private final ResourceTypes types;
  private final Isolation isolation = new Isolation();
  private final Exemptions exemptions;
  private final Repetitions repetitions = new Repetitions();
  private final Map<String, ResourceView> inputs = new ConcurrentHashMap<>();
  private final Map<String, Map<String, ResourceView>> byType = new ConcurrentHashMap<>();
  private final Map<String, Map<String, List<Undecided>>> open = new ConcurrentHashMap<>();
  private volatile Configuration configuration;
  private volatile StackFacts facts = StackFacts.NONE;

  /**
   * A run of a pack.
   *
   * @param clock tells whether exemptions have ended
   */
  public PolicyRun(PolicyPack pack, Clock clock) {
    this(pack, clock, ResourceTypes.NONE);
  }

  /**
   * A run of a pack in which a rule that names a type or a property that does not exist crashes.
   *
   * @param clock tells whether exemptions have ended
   * @param types the types that do exist
   */
  public PolicyRun(PolicyPack pack, Clock clock, ResourceTypes types) {
    this.types = types;
    this.sumsUp = pack.reporting() == Reporting.EXPLAINED;
    this.parts = new Parts(pack.translation());
    this.exemptions = new Exemptions(clock);
    this.configuration = Configuration.of(pack);
  }

  /** Begins a run; one process may serve several, one after the other. */
  public void begin(StackFacts stack) {
    facts = stack;
    inputs.clear();
    byType.clear();
    open.clear();
    parts.begin();
    exemptions.begin();
    repetitions.begin();
  }

  /**
   * Configures rules by id. This takes precedence over the pack's and the rule's defaults.
   *
   * @throws IllegalArgumentException naming every fault
   */
  public void configure(Map<String, RuleConfig> rules) {
    configuration = configuration.with(rules);
  }

  private RuleContext contextOf(Rule rule) {
    return new RuleContext(facts, configuration.settingsOf(rule), types, this::shown);
  }

  private List<ResourceView> shown(String type) {
    return List.copyOf(byType.getOrDefault(type, Map.of()).values());
  }

  /** Judges a resource by its inputs, or by what it is read as. */
  public Judgement analyze(ResourceView resource) {
    var read = parts.of(resource);
    return repetitions.inResource(
        read.isEmpty()
            ? judge(resource)
            : Judgement.ofParts(read.stream().map(this::judge).toList()));
  }

  private Judgement judge(ResourceView resource) {
    inputs.put(resource.urn(), resource);
    byType
        .computeIfAbsent(resource.type(), type -> new ConcurrentHashMap<>())
        .put(resource.urn(), resource);
    var concerned = configuration.concernedWith(resource.type());
    if (concerned.rules().isEmpty()) {
      return concerned.others();
    }
    var judgements = new ArrayList<Judgement>();
    for (var rule : concerned.rules()) {
      judgements.add(judge(rule, resource));
    }
    judgements.add(concerned.others());
    return Judgement.all(judgements);
  }

  private Judgement judge(Rule rule, ResourceView resource) {
    var check = rule.check(resource.type());
    var seen = resource.in(contextOf(rule));
    var left = openOf(rule);
    // A resource may be shown twice in a run, and the later time counts.
    left.remove(resource.urn());
    var judgement =
        isolation.judge(
            rule,
            configuration.levelOf(rule).ofViolation(),
            seen,
            () ->
                judge(
                    rule,
                    seen,
                    parts.ofWhole(check.orElseThrow().apply(seen).about(resource.urn()))));
    if (judgement.findings().isEmpty() && !left.containsKey(resource.urn())) {
      return judgement;
    }
    var whole = resource.withUrn(parts.wholeOf(resource.urn()));
    var exemption = exemptions.covering(configuration.exemptions(), rule, whole);
    if (exemption.isEmpty()) {
      return judgement;
    }
    exemptions.use(exemption.get(), whole);
    left.remove(resource.urn());
    return Judgement.skip(rule, "exempt until " + exemption.get().until());
  }

  private Judgement judge(Rule rule, ResourceView resource, Verdict verdict) {
    if (verdict instanceof Compliant) {
      return Judgement.PASSED;
    }
    var findings =
        new ArrayList<>(
            violationsIn(
                rule, verdict, text -> secretsOf(facts, Stream.of(resource)).cutFrom(text)));
    var undecided = verdict.answers(Undecided.class);
    var later = rule.stackCheck().isPresent() || sumsUp;
    if (!later) {
      findings.addAll(open(rule, undecided));
    } else if (!undecided.isEmpty()) {
      openOf(rule).put(resource.urn(), undecided);
    }
    if (findings.isEmpty() && !undecided.isEmpty()) {
      // Reported as not applicable, because the engine would otherwise count the rule as passed.
      return Judgement.skip(rule, Messages.UNDECIDED + undecided.get(0).path());
    }
    return new Judgement(findings, skips(rule, verdict));
  }

  /**
   * Judges the stack, however it is read, and summarizes what rules without a stack check left
   * undecided. What is derived from one reading is forgotten before the next.
   */
  public Judgement analyzeStack(Collection<StackResource> resources) {
    var rules = configuration.enabledRules();
    var urns = new LinkedHashSet<String>();
    var crashes = new ArrayList<Judgement>();
    var verdicts = new HashMap<Rule, List<Verdict>>();
    parts
        .in(resources)
        .forEach(
            reading -> {
              reading.forEach(it -> urns.add(it.view().urn()));
              var stack = new StackView(reading, inputs);
              for (var rule : rules) {
                crashes.add(
                    judge(
                        rule,
                        stack.in(contextOf(rule)),
                        verdicts.computeIfAbsent(rule, it -> new ArrayList<>())));
              }
            });
    var stack = new StackView(resources, Map.of());
    var judgements = new ArrayList<Judgement>();
    for (var rule : rules) {
      var judged = verdicts.getOrDefault(rule, List.of());
      judgements.add(
          rule.stackCheck().isEmpty()
              ? new Judgement(open(rule, openOf(rule, urns)), List.of())
              : judged.isEmpty() ? Judgement.PASSED : judge(rule, stack, Verdict.all(judged)));
    }
    judgements.addAll(crashes);
    // Last, when no more exemptions can be used.
    judgements.add(judgeExemptions(resources));
    return repetitions.inStack(Judgement.all(judgements));
  }

  /** What a rule has left undecided, by URN. */
  private Map<String, List<Undecided>> openOf(Rule rule) {
    return open.computeIfAbsent(rule.id(), id -> new ConcurrentHashMap<>());
  }

  private List<Undecided> openOf(Rule rule, Collection<String> urns) {
    var left = openOf(rule);
    // Of thousands of resources few are in here.
    return left.isEmpty()
        ? List.of()
        : urns.stream().flatMap(urn -> left.getOrDefault(urn, List.of()).stream()).toList();
  }

  /** Adds the verdict on a reading, which quotes no secret of it; or says that the rule crashed. */
  private Judgement judge(Rule rule, StackView reading, List<Verdict> verdicts) {
    var check = rule.stackCheck();
    if (check.isEmpty()) {
      return Judgement.PASSED;
    }
    return isolation.judge(
        rule,
        configuration.levelOf(rule).ofViolation(),
        STACK.in(contextOf(rule)),
        () -> {
          verdicts.add(
              parts.ofWhole(check.get().apply(reading)).with(it -> withoutSecrets(reading, it)));
          return Judgement.PASSED;
        });
  }

  private static Answer withoutSecrets(StackView reading, Answer answer) {
    return answer instanceof Violation found
        ? new Violation(
            found.path(),
            reading.once(SECRETS).cutFrom(found.sentence()),
            true,
            found.urn(),
            found.advisory())
        : answer;
  }

  private Judgement judge(Rule rule, StackView stack, Verdict verdict) {
    var left = verdict.answers().stream().filter(it -> !isExempt(rule, stack, it)).toList();
    if (left.isEmpty() && !verdict.answers().isEmpty()) {
      return Judgement.skip(rule, "exempt");
    }
    var judged = left.isEmpty() ? verdict : Verdict.all(left);
    var findings = new ArrayList<>(violationsIn(rule, judged, UnaryOperator.identity()));
    findings.addAll(open(rule, judged.answers(Undecided.class)));
    return new Judgement(findings, skips(rule, verdict));
  }

  /** A finding without a resource is about the stack, and the engine shows it so. */
  private boolean isExempt(Rule rule, StackView stack, Answer answer) {
    var urn = answer.urn();
    var found =
        urn.isEmpty() ? stack.resources(STACK_TYPE).stream().findFirst() : stack.resource(urn);
    var resource = found.orElse(STACK);
    var exemption = exemptions.covering(configuration.exemptions(), rule, resource);
    exemption.ifPresent(it -> exemptions.use(it, resource));
    return exemption.isPresent();
  }

  private Judgement judgeExemptions(Collection<StackResource> resources) {
    var rule = Exemption.RULE;
    var granted = configuration.exemptions();
    var level = configuration.levelOf(rule);
    if (granted.isEmpty() || level == Level.DISABLED) {
      return Judgement.skip(rule, "nothing is exempt");
    }
    var stack =
        resources.stream()
            .map(resource -> Urn.parse(resource.view().urn()))
            .findFirst()
            .orElse(new Urn(facts.name(), facts.project(), "", ""));
    var findings =
        new ArrayList<>(
            violationsIn(
                rule,
                exemptions.judge(granted, stack),
                text -> secretsOf(facts, Stream.of()).cutFrom(text)));
    var used = exemptions.used(granted);
    if (!used.isEmpty()) {
      findings.add(
          Finding.of(rule, Finding.Kind.EXEMPT, Level.ADVISORY, "", String.join("\n", used)));
    }
    return new Judgement(findings, List.of());
  }

  /** Applies remedies in the order of the rules, each to the result of the one before. */
  public List<Remedied> remediate(ResourceView resource) {
    var remedied = new ArrayList<Remedied>();
    var current = resource;
    for (var rule : configuration.enabledRules()) {
      // Asked before each analysis, in packs without remedies too.
      if (configuration.levelOf(rule) == Level.REMEDIATE
          && exemptions.covering(configuration.exemptions(), rule, resource).isEmpty()) {
        for (var outcome : isolation.remedy(rule, current.in(contextOf(rule)))) {
          remedied.add(outcome);
          current = current.withProperties(outcome.properties());
        }
      }
    }
    return remedied;
  }

  private static Secrets secretsOf(StackFacts facts, Stream<ResourceView> shown) {
    var ofResources = shown.flatMap(resource -> resource.secretTexts().stream());
    return new Secrets(Stream.concat(ofResources, facts.secretTexts().stream()));
  }

  private List<Finding> violationsIn(Rule rule, Verdict verdict, UnaryOperator<String> shown) {
    var level = configuration.levelOf(rule).ofViolation();
    return verdict.answers(Violation.class).stream()
        .map(
            violation ->
                new Finding(
                    rule,
                    Finding.Kind.VIOLATION,
                    violation.advisory() ? Level.ADVISORY : level,
                    violation.urn(),
                    violation.path(),
                    shown.apply(violation.sentence()),
                    List.of()))
        .toList();
  }

  /** What is undecided: of each resource, or summed up. */
  private List<Finding> open(Rule rule, List<Undecided> undecided) {
    if (undecided.isEmpty()) {
      return List.of();
    } else if (sumsUp) {
      return List.of(open(rule, "", undecided, Messages.waiting(undecided, facts.preview())));
    }
    var byResource = new LinkedHashMap<String, List<Undecided>>();
    undecided.forEach(it -> byResource.computeIfAbsent(it.urn(), urn -> new ArrayList<>()).add(it));
    return byResource.entrySet().stream()
        .map(
            each ->
                open(
                    rule,
                    each.getKey(),
                    each.getValue(),
                    Messages.cannotRun(rule, each.getValue(), facts.preview())))
        .toList();
  }

  private Finding open(Rule rule, String urn, List<Undecided> undecided, String message) {
    return new Finding(
        rule,
        Finding.Kind.UNDECIDED,
        configuration.levelOfUndecided(rule),
        urn,
        "",
        message,
        undecided);
  }

  private static List<Judgement.Skip> skips(Rule rule, Verdict verdict) {
    return verdict instanceof NotApplicable reason
        ? List.of(new Judgement.Skip(rule.id(), reason.reason()))
        : List.of();
  }
}
