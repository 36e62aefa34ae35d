package io.datatier.policy.sdk.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PolicyRunTest {

  private static final StackFacts PREVIEW =
      new StackFacts("acme", "p", "s", true, Map.of(), Map.of(), Set.of());

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private PrintStream stderr = System.err;

  @BeforeEach
  void catches_the_log() {
    stderr = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restores_the_log() {
    System.setErr(stderr);
  }

  private static Rule rule(String id, Function<ResourceView, Verdict> check) {
    return Rule.named(id).title("Title").because("reason").mandatory().on("a:b:Door", check);
  }

  private static PolicyRun run(Rule... rules) {
    return run(PACK.explained().rules(rules));
  }

  private static PolicyRun run(PolicyPack pack) {
    var run = new PolicyRun(pack, Clock.systemUTC());
    run.begin(PREVIEW);
    return run;
  }

  private static ResourceView door(String name, Map<String, ?> properties) {
    return new ResourceView(
        "a:b:Door", "urn:pulumi:s::p::a:b:Door::" + name, name, PropertyValue.fields(properties));
  }

  private static StackResource node(ResourceView view) {
    return new StackResource(view, false, "", Set.of(), Map.of());
  }

  private static final PolicyPack PACK = PolicyPack.named("house", "1.0.0");

  private static List<String> messages(Judgement judgement) {
    return messages(PACK.explained(), judgement);
  }

  private static List<String> messages(PolicyPack pack, Judgement judgement) {
    return judgement.findings().stream().map(new Messages(pack)::of).toList();
  }

  @Test
  void says_what_a_rule_says_and_no_more_unless_the_pack_explains() {
    var rule = rule("judges", it -> Verdict.violation("x", "is wrong"));
    var whole = rule("tells", it -> Verdict.violation("x", "All is wrong.").asWritten());
    var silent =
        Rule.named("silent").title("Title").onStack(stack -> Verdict.violation("is wrong"));
    var run = run(PACK.rules(rule, whole, silent));
    var door = door("front", Map.of());
    var findings = run.analyze(door).findings();
    assertEquals(
        List.of("Title\nx is wrong", "Title\nAll is wrong."),
        messages(PACK, new Judgement(findings, List.of())));
    assertEquals(
        List.of(
            new Finding(
                rule,
                Finding.Kind.VIOLATION,
                Level.MANDATORY,
                door.urn(),
                "x",
                "x is wrong",
                List.of()),
            new Finding(
                whole,
                Finding.Kind.VIOLATION,
                Level.MANDATORY,
                door.urn(),
                "x",
                "All is wrong.",
                List.of())),
        findings);
    assertEquals(
        List.of("Title\nis wrong"), messages(run(silent).analyzeStack(List.of(node(door)))));
  }

  @Test
  void tells_of_each_resource_what_is_not_known_unless_the_pack_explains() {
    var later = new Unknown(Unknown.Kind.BOOL);
    var resources =
        rule(
            "asks",
            it ->
                Verdict.all(
                    it.bool("a")
                        .whenKnown(a -> Verdict.compliant())
                        .whenAbsent(Verdict.compliant()),
                    Verdict.undecided("b"),
                    Verdict.violation("c", "is wrong")));
    var stacks =
        Rule.named("joins")
            .title("Title")
            .mandatory()
            .onStack(stack -> stack.each("a:b:Door", it -> Verdict.undecided("d")));
    var run = run(PACK.rules(resources, stacks));
    run.configure(Map.of("joins", RuleConfig.of(Map.of("undecided", "fail"))));
    var door = door("front", Map.of("a", later));
    assertEquals(
        List.of(
            "MANDATORY c is wrong",
            "ADVISORY can't run policy 'asks' during preview: a, b can't be known during preview"),
        told(run.analyze(door)));
    assertEquals(
        List.of(
            "MANDATORY can't run policy 'joins' during preview: d can't be known during preview"),
        told(run.analyzeStack(List.of(node(door)))));
    run.begin(StackFacts.NONE);
    assertEquals(
        "ADVISORY can't run policy 'asks': a, b can't be known in this run",
        told(run.analyze(door)).get(1));
  }

  private static List<String> told(Judgement judgement) {
    return judgement.findings().stream().map(it -> it.level() + " " + it.message()).toList();
  }

  @Test
  void applies_the_remedies_of_a_rule_as_long_as_it_is_violated() {
    var rule =
        rule(
                "counts",
                it ->
                    it.number("n").known().orElse(0.0) < 2
                        ? Verdict.violation("n", "is small")
                        : Verdict.compliant())
            .remedy("a:b:Window", "x", it -> it.with("n", 99))
            .remedy("add one", it -> it.with("n", it.number("n").known().orElse(0.0) + 1))
            .remedy("add one", it -> it.with("n", it.number("n").known().orElse(0.0) + 1))
            .remedy("add one", it -> it.with("n", it.number("n").known().orElse(0.0) + 1));
    var run = run(rule);
    run.configure(Map.of("counts", RuleConfig.at(Level.REMEDIATE)));
    assertEquals(
        List.of(PropertyValue.fields(Map.of("n", 1)), PropertyValue.fields(Map.of("n", 2))),
        run.remediate(door("front", Map.of())).stream().map(Remedied::properties).toList());
  }

  private static Verdict crash(ResourceView door) {
    throw new IllegalStateException("cannot open " + door.text("key").known().orElse("it"));
  }

  @Test
  void reports_a_crash_at_the_rule_s_own_level_and_goes_on_with_the_others() {
    var run =
        run(
            rule("crashes", PolicyRunTest::crash),
            rule("judges", it -> Verdict.violation("x", "is wrong")));
    var findings = run.analyze(door("front", Map.of("key", "k"))).findings();
    assertEquals(
        List.of(
            "Title\ncould not be judged, because the rule crashed with "
                + "java.lang.IllegalStateException: cannot open k\n"
                + "This is a bug in the rule, not in the program: send the stack trace to its authors",
            "Title\nx is wrong\nWhy: reason"),
        messages(new Judgement(findings, List.of())));
    assertEquals(
        List.of(Level.MANDATORY, Level.MANDATORY), findings.stream().map(Finding::level).toList());
    var lines = log.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals("crashes crashed on front urn:pulumi:s::p::a:b:Door::front", lines.get(0));
    assertEquals("java.lang.IllegalStateException", lines.get(1));
  }

  @Test
  void keeps_the_text_of_a_crash_to_itself_where_there_is_a_secret() {
    var run = run(rule("crashes", PolicyRunTest::crash));
    var door = door("front", Map.of("key", new Secret(PropertyValue.of("hunter2"))));
    assertEquals(
        List.of(
            "Title\ncould not be judged, because the rule crashed with "
                + "java.lang.IllegalStateException\n"
                + "This is a bug in the rule, not in the program: send the stack trace to its authors"),
        messages(run.analyze(door)));
    assertEquals(false, log.toString(StandardCharsets.UTF_8).contains("hunter2"));
  }

  @Test
  void survives_a_rule_that_never_returns_from_itself() {
    var run = run(rule("recurses", PolicyRunTest::recurse));
    assertEquals(1, run.analyze(door("front", Map.of())).findings().size());
    assertEquals(22, log.toString(StandardCharsets.UTF_8).lines().count());
  }

  private static Verdict recurse(ResourceView door) {
    return door.name().isEmpty() ? Verdict.compliant() : Verdict.all(recurse(door));
  }

  @Test
  void reports_a_crash_of_a_stack_check() {
    var rule =
        Rule.named("crashes")
            .title("Title")
            .because("reason")
            .advisory()
            .onStack(stack -> stack.each("a:b:Door", PolicyRunTest::crash));
    var run = run(rule);
    var findings = run.analyzeStack(List.of(node(door("front", Map.of("key", "k"))))).findings();
    assertEquals(List.of(Level.ADVISORY), findings.stream().map(Finding::level).toList());
  }

  @Test
  void reports_a_remedy_that_crashes_and_goes_on() {
    var crashing =
        rule("crashes", it -> Verdict.violation("x")).remedy("x", door -> door.with("", 1));
    var working =
        rule(
                "works",
                it -> it.bool("shut").isPresent() ? Verdict.compliant() : Verdict.violation("x"))
            .remedy("x", door -> door.with("shut", true));
    var run = run(crashing, working);
    run.configure(
        Map.of("crashes", RuleConfig.at(Level.REMEDIATE), "works", RuleConfig.at(Level.REMEDIATE)));
    var remedied = run.remediate(door("front", Map.of()));
    assertEquals(
        List.of(Fields.NONE, PropertyValue.fields(Map.of("shut", true))),
        remedied.stream().map(Remedied::properties).toList());
    assertEquals(
        List.of(false, true), remedied.stream().map(it -> it.failure().isEmpty()).toList());
  }

  @Test
  void applies_each_remedy_to_what_the_one_before_has_left() {
    var first = rule("first", it -> Verdict.violation("x")).remedy("x", door -> door.with("a", 1));
    var second =
        rule("second", it -> Verdict.violation("x"))
            .remedy("x", door -> door.with("b", door.number("a").known().orElse(0.0) + 1));
    var run = run(first, second);
    run.configure(
        Map.of("first", RuleConfig.at(Level.REMEDIATE), "second", RuleConfig.at(Level.REMEDIATE)));
    assertEquals(
        List.of(PropertyValue.fields(Map.of("a", 1)), PropertyValue.fields(Map.of("a", 1, "b", 2))),
        run.remediate(door("front", Map.of())).stream().map(Remedied::properties).toList());
  }

  @Test
  void never_shows_a_secret_text_that_a_rule_puts_into_its_message() {
    var rule =
        rule(
            "tells",
            it ->
                it.text("key")
                    .whenKnown(key -> Verdict.violation("is " + key))
                    .whenAbsent(Verdict.compliant()));
    var door = door("front", Map.of("key", new Secret(PropertyValue.of("hunter2"))));
    assertEquals(List.of("Title\nkey is [secret]\nWhy: reason"), messages(run(rule).analyze(door)));
  }

  @Test
  void shows_what_a_stack_check_says_of_any_resource_by_its_urn() {
    var rule =
        Rule.named("points")
            .title("Title")
            .because("reason")
            .mandatory()
            .onStack(
                stack ->
                    Verdict.all(
                        Verdict.violation("a", "is wrong").about(stack.resources().get(1).urn()),
                        Verdict.violation("b", "is wrong").about(stack.resources().get(0).urn()),
                        Verdict.violation("c", "is wrong")));
    var findings =
        run(rule)
            .analyzeStack(List.of(node(door("front", Map.of())), node(door("back", Map.of()))))
            .findings();
    assertEquals(
        List.of(
            "urn:pulumi:s::p::a:b:Door::back Title\na is wrong\nWhy: reason",
            "urn:pulumi:s::p::a:b:Door::front Title\nb is wrong\nWhy: reason",
            " Title\nc is wrong\nWhy: reason"),
        findings.stream()
            .map(it -> it.urn() + " " + new Messages(PACK.explained()).of(it))
            .toList());
  }

  private static Rule onStack(Function<ResourceView, Verdict> check) {
    return Rule.named("looks")
        .title("Title")
        .because("reason")
        .mandatory()
        .onStack(stack -> stack.each("a:b:Door", it -> check.apply(stack.inputsOf(it))));
  }

  @Test
  void forgets_inputs_when_another_run_begins() {
    var run =
        run(
            onStack(
                it ->
                    it.bool("shut").isPresent() ? Verdict.violation("seen") : Verdict.compliant()));
    run.analyze(door("front", Map.of("shut", true)));
    var outputs = List.of(node(door("front", Map.of())));
    assertEquals(1, run.analyzeStack(outputs).findings().size());
    run.begin(PREVIEW);
    assertEquals(List.of(), run.analyzeStack(outputs).findings());
  }

  @Test
  void never_shows_a_secret_input_that_a_stack_check_tells() {
    var run = run(onStack(it -> Verdict.violation("is " + it.text("key").known().orElse(""))));
    run.analyze(door("front", Map.of("key", new Secret(PropertyValue.of("hunter2")))));
    assertEquals(
        List.of("Title\nis [secret]\nWhy: reason"),
        messages(run.analyzeStack(List.of(node(door("front", Map.of()))))));
  }

  @Test
  void tells_a_stack_check_of_the_stack() {
    var run =
        run(
            Rule.named("looks")
                .title("Title")
                .because("reason")
                .onStack(stack -> Verdict.violation(stack.facts().toString())));
    assertEquals(
        List.of("Title\nacme/p/s (preview)\nWhy: reason"), messages(run.analyzeStack(List.of())));
  }

  @Test
  void lowers_a_violation_that_only_advises_and_no_other() {
    var rule =
        rule(
            "advises",
            it -> Verdict.all(Verdict.violation("a", "x").advise(), Verdict.violation("b", "x")));
    assertEquals(
        List.of(Level.ADVISORY, Level.MANDATORY),
        run(rule).analyze(door("front", Map.of())).findings().stream()
            .map(Finding::level)
            .toList());
  }

  @Test
  void counts_what_is_undecided_in_one_line_and_names_three() {
    var run =
        run(
            rule(
                "asks",
                it ->
                    Verdict.all(
                        it.bool("a")
                            .whenKnown(a -> Verdict.compliant())
                            .whenAbsent(Verdict.compliant()))));
    var unknown = Map.of("a", new Unknown(Unknown.Kind.BOOL));
    var doors =
        List.of(
            door("d1", unknown),
            door("d2", unknown),
            door("d3", Map.of()),
            door("d4", unknown),
            door("d5", unknown));
    doors.forEach(run::analyze);
    assertEquals(
        List.of(
            "Title\nundecided: 4 resources wait for a; decided at update, before the resource is touched\n"
                + "d1, d2, d4 and 1 more"),
        messages(run.analyzeStack(doors.stream().map(PolicyRunTest::node).toList())));
  }

  @Test
  void says_what_decides_when_no_update_follows() {
    var run =
        run(
            rule(
                "asks",
                it ->
                    it.text("a")
                        .whenKnown(a -> Verdict.compliant())
                        .whenAbsent(Verdict.compliant())));
    run.begin(StackFacts.NONE);
    var door = door("front", Map.of("a", new Secret(PropertyValue.of("[secret]"))));
    run.analyze(door);
    assertEquals(
        List.of(
            "Title\nundecided: 1 resource waits for a; decided by a run that knows the values\nfront"),
        messages(run.analyzeStack(List.of(node(door)))));
  }

  @Test
  void leaves_to_the_stack_check_of_a_rule_what_its_resource_check_left_open() {
    var unknown = Map.of("a", new Unknown(Unknown.Kind.BOOL));
    var rule =
        rule("asks", it -> Verdict.undecided("a"))
            .onStack(stack -> Verdict.violation("b", "is suspect").advise());
    var run = run(rule);
    var door = door("front", unknown);
    run.analyze(door);
    assertEquals(
        List.of("Title\nb is suspect\nWhy: reason"),
        messages(run.analyzeStack(List.of(node(door)))));
  }

  @Test
  void attributes_violations_to_the_resource_that_a_stack_check_names() {
    var rule =
        Rule.named("joins")
            .title("Title")
            .because("reason")
            .onStack(stack -> stack.each("a:b:Door", it -> Verdict.violation("x")));
    assertEquals(
        List.of("urn:pulumi:s::p::a:b:Door::front", "urn:pulumi:s::p::a:b:Door::back"),
        run(rule)
            .analyzeStack(List.of(node(door("front", Map.of())), node(door("back", Map.of()))))
            .findings()
            .stream()
            .map(Finding::urn)
            .toList());
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void goes_by_configuration_before_the_rule_and_by_the_rule_before_the_pack(Level level) {
    var rule = rule("leveled", it -> Verdict.violation("x"));
    var run = run(rule);
    run.configure(Map.of("leveled", RuleConfig.at(level)));
    var levels =
        run.analyze(door("front", Map.of())).findings().stream().map(Finding::level).toList();
    assertEquals(level == Level.DISABLED ? List.of() : List.of(level.ofViolation()), levels);
  }
}
