package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleTest {

  private static RuleDraft draft() {
    return Rule.named("doors-are-shut").title("Doors are shut").because("it is cold outside");
  }

  private static Verdict fine(ResourceView resource) {
    return Verdict.compliant();
  }

  private static void assertRefuses(String message, Executable construction) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, construction).getMessage());
  }

  @Test
  void is_what_was_said_of_it() {
    var rule =
        draft()
            .fix("shut the door")
            .severity(Severity.LOW)
            .advisory()
            .on("a:b:Door", RuleTest::fine)
            .on("a:b:Gate", RuleTest::fine);
    assertEquals("doors-are-shut", rule.id());
    assertEquals("Doors are shut", rule.title());
    assertEquals("it is cold outside", rule.because());
    assertEquals(Optional.of("shut the door"), rule.fix());
    assertEquals(Optional.of(Severity.LOW), rule.severity());
    assertEquals(Optional.of(Level.ADVISORY), rule.level());
    assertEquals(Set.of("a:b:Door", "a:b:Gate"), rule.types());
    assertEquals(Optional.empty(), rule.stackCheck());
    assertEquals(List.of(), rule.remedies());
  }

  @Test
  void has_the_level_that_is_said_last() {
    assertEquals(
        List.of(Level.MANDATORY, Level.ADVISORY, Level.REMEDIATE, Level.DISABLED),
        Stream.of(
                draft().mandatory(),
                draft().mandatory().advisory(),
                draft().remediated(),
                draft().disabled())
            .map(it -> it.on("a:b:Door", RuleTest::fine).level().orElseThrow())
            .toList());
  }

  @Test
  void may_have_an_id_of_a_hundred_characters() {
    assertEquals("a".repeat(100), Rule.named("a".repeat(100)).id);
  }

  @Test
  void says_for_a_list_what_it_says_for_people_unless_told_otherwise() {
    var plain = draft().on("a:b:Door", RuleTest::fine);
    assertEquals("Doors are shut", plain.displayName());
    assertEquals(Optional.empty(), plain.framework());
    assertEquals(Optional.empty(), plain.url());
    assertEquals(List.of(), plain.tags());
    assertEquals(List.of(Rule.UNDECIDED), plain.settings());
    var keys = Setting.integer("keys", 1, "how many keys");
    var listed =
        draft()
            .displayName("Shut doors")
            .framework(Framework.of("House code", "1", "7"))
            .tags("door", "cold")
            .url("https://house.example")
            .settings(keys)
            .on("a:b:Door", RuleTest::fine);
    assertEquals("Shut doors", listed.displayName());
    assertEquals(Optional.of(new Framework("House code", "1", "7", "")), listed.framework());
    assertEquals(Optional.of("https://house.example"), listed.url());
    assertEquals(List.of("door", "cold"), listed.tags());
    assertEquals(List.of(Rule.UNDECIDED, keys), listed.settings());
  }

  @Test
  void refuses_two_settings_of_one_name_and_a_framework_of_none() {
    assertRefuses(
        "doors-are-shut has two settings called keys",
        () -> draft().settings(Setting.text("keys", "d"), Setting.bool("keys", "d")));
    assertRefuses("a framework needs a name", () -> Framework.of(" ", "1", "7"));
  }

  @Test
  void leaves_level_and_severity_to_the_pack_where_it_says_nothing() {
    var rule = draft().onStack(stack -> Verdict.compliant());
    assertEquals(Optional.empty(), rule.level());
    assertEquals(Optional.empty(), rule.severity());
    assertEquals(Set.of(), rule.types());
  }

  @Test
  void is_not_reached_by_what_is_said_to_the_draft_later() {
    var draft = draft();
    var rule = draft.on("a:b:Door", RuleTest::fine);
    assertEquals(
        "Gates are shut", draft.title("Gates are shut").on("a:b:Gate", RuleTest::fine).title());
    assertEquals("Doors are shut", rule.title());
  }

  @Test
  void is_put_right_as_its_remedy_says_unless_it_says_so_itself() {
    assertEquals(
        Optional.of("shut it"),
        draft().on("a:b:Door", RuleTest::fine).remedy("shut it", door -> door).fix());
    assertEquals(
        Optional.of("be careful"),
        draft().fix("be careful").on("a:b:Door", RuleTest::fine).remedy("shut it", it -> it).fix());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Doors",
        "doors_shut",
        "-doors",
        "doors-",
        "doors--shut",
        "1-door",
        "türen"
      })
  void refuses_a_malformed_id(String id) {
    assertRefuses(
        "'%s' is not a rule id: write lower-case words joined by hyphens".formatted(id),
        () -> Rule.named(id));
  }

  @Test
  void refuses_the_id_that_means_every_rule() {
    assertRefuses("'all' means every rule in configuration", () -> Rule.named("all"));
  }

  @Test
  void refuses_an_id_of_more_than_a_hundred_characters() {
    assertThrows(IllegalArgumentException.class, () -> Rule.named("a".repeat(101)));
  }

  @Test
  void refuses_to_judge_without_a_title() {
    assertRefuses(
        "doors-are-shut needs a title: people read it when the rule blocks them",
        () -> Rule.named("doors-are-shut").because("x").on("a:b:Door", RuleTest::fine));
    assertRefuses("the text is empty", () -> Rule.named("doors-are-shut").title(" "));
  }

  @Test
  void refuses_to_judge_the_same_twice() {
    assertRefuses(
        "doors-are-shut already judges a:b:Door",
        () -> draft().on("a:b:Door", RuleTest::fine).on("a:b:Door", RuleTest::fine));
    assertRefuses(
        "doors-are-shut already judges the stack",
        () -> draft().onStack(stack -> Verdict.compliant()).onStack(stack -> Verdict.compliant()));
  }

  @Test
  void needs_no_reason() {
    assertEquals(
        "", Rule.named("doors-are-shut").title("x").onStack(it -> Verdict.compliant()).because());
  }

  @Test
  void judges_every_type_that_its_pattern_matches_and_by_name_before_that() {
    var rule =
        draft()
            .on("a:b/*", it -> Verdict.violation("of a:b"))
            .on("a:b/door:Door", it -> Verdict.violation("a door"))
            .onAny(it -> Verdict.violation("any"));
    assertEquals(Set.of("*", "a:b/*", "a:b/door:Door"), rule.types());
    assertEquals(
        List.of("a door", "of a:b", "any"),
        Stream.of("a:b/door:Door", "a:b/window:Window", "x:y:Component")
            .map(type -> new ResourceView(type, "", "", PropertyValue.Fields.NONE))
            .map(it -> (Verdict.Violation) rule.check(it.type()).orElseThrow().apply(it))
            .map(Verdict.Violation::message)
            .toList());
    assertEquals(Optional.empty(), draft().on("a:b/*", RuleTest::fine).check("a:c/door:Door"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Door", "a:b:", "a:b Door", "a:b: Door", "a* b"})
  void refuses_what_is_no_type_token(String type) {
    assertRefuses(
        "'%s' is not a type token: write for example aws:rds/proxy:Proxy, or aws:rds/* for several"
            .formatted(type),
        () -> draft().on(type, RuleTest::fine));
  }

  @Test
  void has_as_many_remedies_as_it_says_each_for_its_types() {
    var rule =
        draft()
            .on("a:b:Door", RuleTest::fine)
            .on("a:b:Window", RuleTest::fine)
            .remedy("a:b:Door", "shut the door", it -> it)
            .remedy("call the janitor", it -> it);
    assertEquals(
        List.of(List.of(true, false), List.of(true, true)),
        rule.remedies().stream()
            .map(it -> List.of(it.isFor("a:b:Door"), it.isFor("a:b:Window")))
            .toList());
    assertEquals(Optional.of("shut the door, or call the janitor"), rule.fix());
  }

  @Test
  void refuses_a_remedy_without_resources() {
    assertRefuses(
        "doors-are-shut judges stacks only, and a remedy changes a resource",
        () -> draft().onStack(stack -> Verdict.compliant()).remedy("x", it -> it));
  }
}
