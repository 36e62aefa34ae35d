package io.datatier.policy.sdk.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Leave to violate a rule, as the engine sees it. */
final class ExemptionsTest {

  private static final String PREFIX = "urn:pulumi:prod::house::";

  private static final Rule SHUT =
      Rule.named("doors-are-shut")
          .title("Doors are shut")
          .because("it is cold outside")
          .mandatory()
          .on("a:b:Door", ExemptionsTest::judge)
          .remedy("shut it", door -> door.with("shut", true));

  private static final Rule COUNTED =
      Rule.named("doors-are-counted")
          .title("There is one door")
          .because("there is one key")
          .mandatory()
          .onStack(ExemptionsTest::count);

  private static final PolicyPack PACK =
      PolicyPack.named("house", "1.0.0").explained().rules(SHUT, COUNTED);

  private static Verdict judge(ResourceView door) {
    return door.bool("shut")
        .whenKnown(shut -> shut ? Verdict.compliant() : Verdict.violation("is false"))
        .whenAbsent(() -> crash(door));
  }

  private static Verdict crash(ResourceView door) {
    throw new IllegalStateException("no door " + door.name());
  }

  private static Verdict count(StackView stack) {
    if (stack.resources("a:b:Door").isEmpty()) {
      return Verdict.violation("has no door");
    }
    return stack.resources("a:b:Door").size() == 1
        ? Verdict.compliant()
        : stack.each("a:b:Door", door -> Verdict.violation("is one of many"));
  }

  private static final Map<String, String> ENTRY =
      Map.of(
          "rule",
          "doors-are-shut",
          "urn",
          PREFIX + "*::front",
          "reason",
          "the lock is broken",
          "owner",
          "janitor",
          "until",
          "2026-06-30");

  private static Map<String, String> entry(String... changes) {
    var entry = new HashMap<>(ENTRY);
    for (var index = 0; index < changes.length; index += 2) {
      if (changes[index + 1].isEmpty()) {
        entry.remove(changes[index]);
      } else {
        entry.put(changes[index], changes[index + 1]);
      }
    }
    return entry;
  }

  private static SimulatedEngine engine(String now, List<?> entries) {
    var facts = new StackFacts("acme", "house", "prod", true, Map.of(), Map.of(), Set.of());
    var clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    var engine = new SimulatedEngine(PACK, facts, clock);
    engine.configure(Map.of("exemptions", RuleConfig.of(Map.of("entries", entries))));
    return engine;
  }

  private static SimulatedEngine engine(Object... entries) {
    return engine("2026-06-01T12:00:00Z", List.of(entries));
  }

  private static ResourceView door(String name, Fields properties) {
    return new ResourceView("a:b:Door", PREFIX + "a:b:Door::" + name, name, properties);
  }

  private static final ResourceView OPEN =
      door("front", PropertyValue.fields(Map.of("shut", false)));
  private static final ResourceView CLOSED =
      door("back", PropertyValue.fields(Map.of("shut", true)));

  /** What a whole run shows: level, whom, and the message without title, reason and remedy. */
  private static List<String> shown(SimulatedEngine engine, ResourceView... resources) {
    var shown = new ArrayList<SimulatedEngine.Shown>();
    for (var resource : resources) {
      shown.addAll(engine.analyze(resource).shown());
    }
    shown.addAll(
        engine.analyzeStack(Stream.of(resources).map(ExemptionsTest::node).toList()).shown());
    return shown.stream().map(ExemptionsTest::line).toList();
  }

  private static StackResource node(ResourceView view) {
    return new StackResource(view, false, "", Set.of(), Map.of());
  }

  private static String line(SimulatedEngine.Shown shown) {
    var lines = shown.message().lines().skip(1).filter(line -> !line.matches("(Why|Fix): .*"));
    return "%s %s: %s".formatted(shown.level(), shown.rule(), String.join(" / ", lines.toList()));
  }

  private static final String USED =
      "ADVISORY exemptions: exempt: front from doors-are-shut until 2026-06-30, "
          + "granted by janitor: the lock is broken";

  @Test
  void keeps_a_violation_back_and_says_so_once() {
    assertEquals(List.of(USED), shown(engine(ENTRY), OPEN));
  }

  @Test
  void does_not_count_the_exempt_as_passed() {
    assertEquals(
        Map.of(
            "doors-are-shut",
            "exempt until 2026-06-30",
            "doors-are-counted",
            "judges the stack as a whole"),
        engine(ENTRY).analyze(OPEN).notApplicable());
  }

  @Test
  void covers_no_other_resource_and_no_other_rule() {
    assertEquals(
        List.of(
            "MANDATORY doors-are-shut: shut is false",
            "MANDATORY doors-are-counted: is one of many",
            "MANDATORY doors-are-counted: is one of many",
            USED),
        shown(engine(ENTRY), OPEN, door("side", OPEN.properties())));
  }

  @Test
  void keeps_back_what_is_undecided() {
    var unknown =
        door("front", PropertyValue.fields(Map.of("shut", new Unknown(Unknown.Kind.BOOL))));
    assertEquals(List.of(USED), shown(engine(ENTRY), unknown));
  }

  @Test
  void keeps_a_crash_from_stopping_the_deployment() {
    assertEquals(List.of(USED), shown(engine(ENTRY), door("front", Fields.NONE)));
  }

  @Test
  void covers_what_a_stack_rule_says_of_a_resource() {
    var engine = engine(entry("rule", "doors-are-counted"));
    assertEquals(
        List.of(
            "MANDATORY doors-are-counted: is one of many",
            "ADVISORY exemptions: exempt: front from doors-are-counted until 2026-06-30, "
                + "granted by janitor: the lock is broken"),
        shown(engine, door("front", CLOSED.properties()), CLOSED));
  }

  @Test
  void covers_what_a_stack_rule_leaves_undecided_about_a_resource_and_no_other() {
    var asks =
        Rule.named("doors-are-shut")
            .title("Doors are shut")
            .because("it is cold outside")
            .onStack(stack -> stack.each("a:b:Door", door -> Verdict.undecided("shut")));
    var clock = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    var engine = new SimulatedEngine(PACK.rules(asks), StackFacts.NONE, clock);
    engine.configure(Map.of("exemptions", RuleConfig.of(Map.of("entries", List.of(ENTRY)))));
    assertEquals(
        List.of(
            "ADVISORY doors-are-shut: undecided: 1 resource waits for shut; "
                + "decided by a run that knows the values / back",
            USED),
        shown(engine, OPEN, CLOSED));
  }

  @Test
  void forgets_its_uses_when_another_run_begins() {
    var run =
        new PolicyRun(PACK, Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));
    run.configure(Map.of("exemptions", RuleConfig.of(Map.of("entries", List.of(ENTRY)))));
    run.analyze(OPEN);
    run.begin(StackFacts.NONE);
    run.analyze(door("front", CLOSED.properties()));
    assertEquals(
        List.of(
            "entries[0] exempts urn:pulumi:prod::house::*::front from "
                + "doors-are-shut, but matched no violation"),
        run.analyzeStack(List.of(node(CLOSED))).findings().stream().map(Finding::message).toList());
  }

  @Test
  void covers_all_that_a_stack_rule_says_by_type() {
    var engine = engine(entry("rule", "doors-are-counted", "urn", "", "type", "a:b:*"));
    var front = door("front", CLOSED.properties());
    assertEquals(
        List.of(
            "ADVISORY exemptions: exempt: back, front from doors-are-counted until 2026-06-30, "
                + "granted by janitor: the lock is broken"),
        shown(engine, front, CLOSED));
    assertEquals(
        Map.of("doors-are-counted", "exempt"),
        engine.analyzeStack(List.of(node(front), node(CLOSED))).notApplicable());
  }

  @Test
  void covers_what_a_stack_rule_says_of_the_stack_by_the_stack_s_own_type() {
    var root =
        new ResourceView(
            "pulumi:pulumi:Stack",
            PREFIX + "pulumi:pulumi:Stack::house-prod",
            "house-prod",
            Fields.NONE);
    var entry = entry("rule", "doors-are-counted", "urn", "", "type", "pulumi:pulumi:Stack");
    assertEquals(
        List.of(
            "ADVISORY exemptions: exempt: house-prod from doors-are-counted until 2026-06-30, "
                + "granted by janitor: the lock is broken"),
        shown(engine(entry), root));
  }

  @Test
  void leaves_the_exempt_as_it_is_where_others_are_remedied() {
    var engine = engine(ENTRY);
    engine.configure(Map.of("doors-are-shut", RuleConfig.at(Level.REMEDIATE)));
    assertEquals(List.of(), engine.remediate(OPEN));
    assertEquals(1, engine.remediate(door("side", OPEN.properties())).size());
  }

  private static final String ENDED =
      "MANDATORY exemptions: entries[0] exempts urn:pulumi:prod::house::*::front from "
          + "doors-are-shut, but expired on 2026-06-30 (granted by janitor: the lock is broken)";

  @ParameterizedTest
  @CsvSource({
    "2026-06-30T23:59:59Z, true",
    "2026-07-01T00:00:00Z, false",
    "2027-01-01T00:00:00Z, false"
  })
  void holds_to_the_end_of_its_last_day(String now, boolean holds) {
    assertEquals(
        holds ? List.of(USED) : List.of("MANDATORY doors-are-shut: shut is false", ENDED),
        shown(engine(now, List.of(ENTRY)), OPEN));
  }

  @Test
  void violates_when_it_has_ended_though_nothing_else_does() {
    assertEquals(List.of(ENDED), shown(engine("2026-07-01T00:00:00Z", List.of(ENTRY)), CLOSED));
  }

  @Test
  void advises_to_remove_what_is_not_needed() {
    assertEquals(
        List.of(
            "ADVISORY exemptions: entries[0] exempts urn:pulumi:prod::house::*::front from "
                + "doors-are-shut, but matched no violation",
            "ADVISORY exemptions: entries[1] exempts a:b:Gate from "
                + "doors-are-shut, but matched no violation",
            "ADVISORY exemptions: entries[2] exempts "
                + "urn:pulumi:prod::house::*::front of type a:b:Gate from "
                + "doors-are-shut, but matched no violation"),
        shown(
            engine(ENTRY, entry("urn", "", "type", "a:b:Gate"), entry("type", "a:b:Gate")),
            CLOSED));
  }

  @Test
  void says_nothing_of_other_stacks_and_projects() {
    assertEquals(
        List.of(),
        shown(
            engine(
                "2027-01-01T00:00:00Z",
                List.of(
                    entry("urn", "urn:pulumi:dev::house::*::front"),
                    entry("urn", "urn:pulumi:prod::garden::*::front"))),
            CLOSED));
  }

  @Test
  void has_the_level_that_is_configured() {
    var engine = engine("2027-01-01T00:00:00Z", List.of(ENTRY));
    engine.configure(
        Map.of(
            "exemptions", RuleConfig.of(Map.of("entries", List.of(ENTRY))).level(Level.ADVISORY)));
    assertEquals(List.of(ENDED.replace("MANDATORY", "ADVISORY")), shown(engine, CLOSED));
    engine.configure(
        Map.of(
            "exemptions", RuleConfig.of(Map.of("entries", List.of(ENTRY))).level(Level.DISABLED)));
    assertEquals(List.of(), shown(engine, CLOSED));
  }

  @Test
  void is_not_granted_by_what_a_program_says_of_its_resources() {
    var asking =
        door(
            "front",
            PropertyValue.fields(
                Map.of(
                    "shut",
                    false,
                    "exemptions",
                    Map.of("entries", List.of(ENTRY)),
                    "tags",
                    Map.of("exempt", "doors-are-shut"))));
    var facts =
        new StackFacts(
            "acme",
            "house",
            "prod",
            true,
            Map.of("exemptions", "doors-are-shut"),
            Map.of("house:exemptions", "doors-are-shut"),
            Set.of());
    var engine = new SimulatedEngine(PACK, facts, Clock.systemUTC());
    assertEquals(List.of("MANDATORY doors-are-shut: shut is false"), shown(engine, asking));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(entry("reason", ""), "entries[0].reason is missing"),
        Arguments.of(entry("owner", ""), "entries[0].owner is missing"),
        Arguments.of(entry("until", ""), "entries[0].until is missing"),
        Arguments.of(entry("rule", ""), "entries[0].rule is missing"),
        Arguments.of(entry("urn", ""), "entries[0] names neither urn nor type: say what is exempt"),
        Arguments.of(entry("reason", " "), "entries[0].reason is ' ', not a non-empty text"),
        Arguments.of(
            entry("until", "soon"), "entries[0].until is 'soon', not a date such as 2027-01-31"),
        Arguments.of(
            entry("until", "2026-02-30"),
            "entries[0].until is '2026-02-30', not a date such as 2027-01-31"),
        Arguments.of(
            entry("rule", "doors-are-open"),
            "entries[0].rule is 'doors-are-open', which is not a rule of this pack"),
        Arguments.of(
            entry("rule", "exemptions"),
            "entries[0].rule is 'exemptions', which is not a rule of this pack"),
        Arguments.of(
            entry("untill", "x"),
            "entries[0].untill is unknown; an entry has rule, urn, type, reason, owner, until"),
        Arguments.of("front", "entries[0] is 'front', not an object"),
        Arguments.of(
            Map.of("rule", 1, "type", "*", "reason", "r", "owner", "o", "until", 2026),
            "entries[0].rule is 1, not a non-empty text; "
                + "exemptions: entries[0].until is 2026, not a non-empty text"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void is_refused_where_it_is_at_fault(Object entry, String fault) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> engine(entry));
    assertEquals(
        "the configuration of house is not valid: exemptions: " + fault, refusal.getMessage());
  }

  @Test
  void is_refused_where_it_is_no_list() {
    var engine = engine();
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> engine.configure(Map.of("exemptions", RuleConfig.of(Map.of("entries", "none")))));
    assertEquals(
        "the configuration of house is not valid: "
            + "exemptions: entries is 'none', not a list of exemptions",
        refusal.getMessage());
  }

  @Test
  void names_every_fault_of_every_entry() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                engine(
                    entry("reason", "", "owner", ""),
                    ENTRY,
                    entry("until", "never", "rule", "doors-are-open")));
    assertEquals(
        "the configuration of house is not valid: exemptions: entries[0].reason is missing; "
            + "exemptions: entries[0].owner is missing; "
            + "exemptions: entries[2].until is 'never', not a date such as 2027-01-31; "
            + "exemptions: entries[2].rule is 'doors-are-open', which is not a rule of this pack",
        refusal.getMessage());
  }

  @Test
  void cannot_be_the_name_of_a_rule() {
    var mine =
        Rule.named("exemptions").title("X").because("x").onStack(stack -> Verdict.compliant());
    assertEquals(
        "every pack already has the rule 'exemptions'",
        assertThrows(IllegalArgumentException.class, () -> PACK.rules(mine)).getMessage());
  }
}
