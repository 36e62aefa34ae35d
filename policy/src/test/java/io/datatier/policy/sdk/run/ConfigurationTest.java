package io.datatier.policy.sdk.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is configured, by the engine or by the pack, reaches the checks; what is not valid not. */
final class ConfigurationTest {

  private static final Setting<Integer> MOST =
      Setting.integer("most", 1, "how many doors").between(0, 9);

  private static final Rule FEW =
      Rule.named("few-doors")
          .title("There are few doors")
          .because("it is cold outside")
          .settings(MOST)
          .advisory()
          .onStack(
              stack ->
                  stack.resources().size() <= stack.setting(MOST)
                      ? Verdict.compliant()
                      : Verdict.violation("more than " + stack.setting(MOST)))
          .on(
              "a:b:Door",
              door -> Verdict.violation("one of " + door.setting(MOST) + " at the most"))
          .remedy("number it", door -> door.with("of", door.setting(MOST)));

  private static final Rule KEPT =
      Rule.named("doors-are-kept")
          .title("Doors are kept")
          .because("somebody must")
          .settings(Setting.text("keeper", "who keeps them"))
          .onStack(
              stack ->
                  Verdict.violation("by " + stack.setting(Setting.text("other", "undeclared"))));

  private static final PolicyPack PACK = PolicyPack.named("house", "1.0.0").rules(FEW, KEPT);

  private static final ResourceView DOOR =
      new ResourceView(
          "a:b:Door", "urn:pulumi:s::p::a:b:Door::front", "front", PropertyValue.Fields.NONE);

  private static List<String> shown(SimulatedEngine engine) {
    return engine.analyze(DOOR).shown().stream()
        .map(it -> it.level() + " " + it.message().lines().toList().get(1))
        .toList();
  }

  private static SimulatedEngine engine(PolicyPack pack) {
    return new SimulatedEngine(pack, true);
  }

  @Test
  void gives_a_rule_its_defaults() {
    assertEquals(List.of("ADVISORY one of 1 at the most"), shown(engine(PACK)));
  }

  @Test
  void gives_a_rule_what_is_configured_and_its_remedy_too() {
    var engine = engine(PACK);
    engine.configure(Map.of("few-doors", RuleConfig.of(Map.of("most", 3)).level(Level.REMEDIATE)));
    assertEquals(List.of("MANDATORY one of 3 at the most"), shown(engine));
    assertEquals(
        List.of(PropertyValue.fields(Map.of("of", 3))),
        engine.remediate(DOOR).stream().map(SimulatedEngine.Remedy::properties).toList());
  }

  @Test
  void takes_what_the_pack_says_where_nobody_else_does() {
    var pack = PACK.initially("few-doors", RuleConfig.of(Map.of("most", 5)).level(Level.MANDATORY));
    assertEquals(List.of("MANDATORY one of 5 at the most"), shown(engine(pack)));
    var engine = engine(pack);
    engine.configure(Map.of("few-doors", RuleConfig.at(Level.ADVISORY)));
    assertEquals(List.of("ADVISORY one of 5 at the most"), shown(engine));
    engine.configure(Map.of("few-doors", RuleConfig.of(Map.of("most", 6))));
    assertEquals(List.of("ADVISORY one of 6 at the most"), shown(engine));
  }

  @Test
  void refuses_everything_that_is_not_valid_at_once() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                engine(PACK)
                    .configure(
                        Map.of(
                            "few-doors",
                            RuleConfig.of(Map.of("most", 10, "undecided", "ignore", "lest", 1)),
                            "doors-are-kept",
                            RuleConfig.at(Level.ADVISORY),
                            "of-another-version",
                            RuleConfig.of(Map.of("x", 1)))));
    assertEquals(
        "the configuration of house is not valid: "
            + "few-doors: undecided is 'ignore', not one of report, fail; "
            + "few-doors: most is 10, not a whole number from 0 to 9; "
            + "few-doors: lest is not a setting of this rule; it has most, undecided; "
            + "doors-are-kept: keeper is missing: give a text",
        refusal.getMessage());
  }

  @Test
  void keeps_what_was_configured_before_a_refusal() {
    var engine = engine(PACK);
    engine.configure(Map.of("few-doors", RuleConfig.of(Map.of("most", 2))));
    assertThrows(
        IllegalArgumentException.class,
        () -> engine.configure(Map.of("few-doors", RuleConfig.of(Map.of("most", 10)))));
    assertEquals(List.of("ADVISORY one of 2 at the most"), shown(engine));
  }

  @Test
  void reports_a_rule_that_reads_what_it_does_not_declare() {
    var shown = engine(PACK).analyzeStack(List.of()).shown();
    assertEquals(
        List.of(
            "could not be judged, because the rule crashed with java.lang.IllegalStateException"),
        shown.stream().map(it -> it.message().lines().toList().get(1)).toList());
  }

  @Test
  void lets_a_pack_say_nothing_that_a_rule_would_refuse() {
    assertEquals(
        "few-doors: most is 10, not a whole number from 0 to 9",
        assertThrows(
                IllegalArgumentException.class,
                () -> PACK.initially("few-doors", RuleConfig.of(Map.of("most", 10))))
            .getMessage());
    assertEquals(
        "there is no rule exemptions",
        assertThrows(
                IllegalArgumentException.class,
                () -> PACK.initially("exemptions", RuleConfig.at(Level.DISABLED)))
            .getMessage());
  }
}
