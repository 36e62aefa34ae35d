package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTest {

  private enum Mood {
    GOOD,
    NOT_SO_GOOD
  }

  private static final Setting<Boolean> STRICT = Setting.bool("strict", true, "d");
  private static final Setting<String> OWNER = Setting.text("owner", "me", "d");
  private static final Setting<List<String>> STACKS = Setting.texts("stacks", List.of("p"), "d");
  private static final Setting<Double> SHARE = Setting.number("share", 0.5, "d").between(0, 1.5);
  private static final Setting<Double> ANY = Setting.number("any", -1e12, "d");
  private static final Setting<Integer> DAYS = Setting.integer("days", 7, "d").between(1, 35);
  private static final Setting<Integer> WHOLE = Setting.integer("whole", 0, "d");
  private static final Setting<Mood> MOOD = Setting.choice("mood", Mood.NOT_SO_GOOD, "d");

  private static final List<Setting<?>> ALL =
      List.of(STRICT, OWNER, STACKS, SHARE, ANY, DAYS, WHOLE, MOOD);

  private static List<String> faults(List<Setting<?>> declared, Map<String, ?> given) {
    var faults = new ArrayList<String>();
    Settings.of(declared, PropertyValue.fields(given), faults::add);
    return faults;
  }

  private static Settings settings(Map<String, ?> given) {
    assertEquals(List.of(), faults(ALL, given));
    return Settings.of(ALL, PropertyValue.fields(given), fault -> {});
  }

  private static List<Object> values(Settings settings) {
    return ALL.stream().<Object>map(settings::get).toList();
  }

  @Test
  void may_say_how_many_texts_there_are() {
    var some = Setting.texts("names", "d").atLeast(1);
    var few = Setting.texts("names", "d").sized(1, 2);
    assertEquals(
        Map.of(
            "type", "array", "items", Map.of("type", "string"), "minItems", 1, "description", "d"),
        some.schema());
    assertEquals(2, few.schema().get("maxItems"));
    assertEquals(List.of(), faults(List.of(few), Map.of("names", List.of("a", "b"))));
    assertEquals(
        List.of("names is [], not a list of 1 texts or more"),
        faults(List.of(some), Map.of("names", List.of())));
    assertEquals(
        List.of("names is ['a', 'b', 'c'], not a list of 1 to 2 texts"),
        faults(List.of(few), Map.of("names", List.of("a", "b", "c"))));
  }

  @Test
  void has_its_default_where_nothing_is_configured() {
    assertEquals(
        List.of(true, "me", List.of("p"), 0.5, -1e12, 7, 0, Mood.NOT_SO_GOOD),
        values(settings(Map.of())));
  }

  @Test
  void has_what_is_configured() {
    assertEquals(
        List.of(false, "", List.of(), 1.5, 3.25, 35, -2, Mood.GOOD),
        values(
            settings(
                Map.of(
                    "strict", false, "owner", "", "stacks", List.of(), "share", 1.5, "any", 3.25,
                    "days", 35, "whole", -2, "mood", "good"))));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("strict", "true", "strict is 'true', not true or false"),
        Arguments.of("owner", 3, "owner is 3, not a text"),
        Arguments.of("owner", true, "owner is true, not a text"),
        Arguments.of("owner", Map.of("a", 1), "owner is an object, not a text"),
        Arguments.of("owner", new PropertyValue.Null(), "owner is null, not a text"),
        Arguments.of("stacks", "prod", "stacks is 'prod', not a list of texts"),
        Arguments.of("stacks", List.of("a", 1), "stacks is ['a', 1], not a list of texts"),
        Arguments.of(
            "stacks", List.of(1, 2.5, 3, 4), "stacks is [1, 2.5, 3, …], not a list of texts"),
        Arguments.of("share", 1.6, "share is 1.6, not a number from 0 to 1.5"),
        Arguments.of("share", -0.1, "share is -0.1, not a number from 0 to 1.5"),
        Arguments.of("share", "1", "share is '1', not a number from 0 to 1.5"),
        Arguments.of("any", "x", "any is 'x', not a number"),
        Arguments.of("days", 0, "days is 0, not a whole number from 1 to 35"),
        Arguments.of("days", 36, "days is 36, not a whole number from 1 to 35"),
        Arguments.of("days", 1.5, "days is 1.5, not a whole number from 1 to 35"),
        Arguments.of("whole", 3e9, "whole is 3000000000, not a whole number"),
        Arguments.of("mood", "bad", "mood is 'bad', not one of good, not-so-good"),
        Arguments.of("mood", "NOT_SO_GOOD", "mood is 'NOT_SO_GOOD', not one of good, not-so-good"),
        Arguments.of(
            "stack",
            List.of("prod"),
            "stack is not a setting of this rule; it has "
                + "any, days, mood, owner, share, stacks, strict, whole"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void is_refused_with_what_was_given_and_what_is_allowed(String name, Object given, String fault) {
    assertEquals(List.of(fault), faults(ALL, Map.of(name, given)));
  }

  @Test
  void reports_every_fault_at_once() {
    assertEquals(
        List.of("strict is 1, not true or false", "days is 99, not a whole number from 1 to 35"),
        faults(ALL, Map.of("days", 99, "strict", 1)));
  }

  static Stream<Arguments> required() {
    return Stream.of(
        Arguments.of(Setting.bool("x", "d"), "x is missing: give true or false", true),
        Arguments.of(Setting.text("x", "d"), "x is missing: give a text", "t"),
        Arguments.of(Setting.texts("x", "d"), "x is missing: give a list of texts", List.of("t")),
        Arguments.of(Setting.number("x", "d"), "x is missing: give a number", 2.0),
        Arguments.of(
            Setting.integer("x", "d").between(1, 2),
            "x is missing: give a whole number from 1 to 2",
            2),
        Arguments.of(
            Setting.choice("x", Mood.class, "d"),
            "x is missing: give one of good, not-so-good",
            Mood.GOOD));
  }

  @ParameterizedTest
  @MethodSource("required")
  void must_be_configured_where_it_has_no_default(Setting<?> setting, String fault, Object value) {
    assertEquals(true, setting.isRequired());
    assertEquals(List.of(fault), faults(List.of(setting), Map.of()));
    var given = value == Mood.GOOD ? "good" : value;
    var configured =
        Settings.of(List.of(setting), PropertyValue.fields(Map.of("x", given)), fault2 -> {});
    assertEquals(value, configured.get(setting));
  }

  @Test
  void cannot_be_read_undeclared() {
    var fault =
        assertThrows(IllegalStateException.class, () -> Settings.NONE.get(DAYS)).getMessage();
    assertEquals(
        "the setting days is not configured, or the rule does not declare it: add .settings(…)",
        fault);
  }

  @Test
  void tells_the_engine_a_schema() {
    assertEquals(Map.of("type", "boolean", "description", "d", "default", true), STRICT.schema());
    assertEquals(Map.of("type", "string", "description", "d", "default", "me"), OWNER.schema());
    assertEquals(
        Map.of(
            "type",
            "array",
            "items",
            Map.of("type", "string"),
            "description",
            "d",
            "default",
            List.of("p")),
        STACKS.schema());
    assertEquals(
        Map.of(
            "type", "number", "minimum", 0.0, "maximum", 1.5, "description", "d", "default", 0.5),
        SHARE.schema());
    assertEquals(
        Map.of(
            "type", "integer", "minimum", 1.0, "maximum", 35.0, "description", "d", "default", 7),
        DAYS.schema());
    assertEquals(Map.of("type", "integer", "description", "d", "default", 0), WHOLE.schema());
    assertEquals(
        Map.of(
            "type",
            "string",
            "enum",
            List.of("good", "not-so-good"),
            "description",
            "d",
            "default",
            "not-so-good"),
        MOOD.schema());
    assertEquals(Map.of("type", "string", "description", "d"), Setting.text("owner", "d").schema());
    assertEquals(false, OWNER.isRequired());
  }

  private static void assertRefuses(String message, Executable construction) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, construction).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Days", "how-many", "how many", "1st"})
  void refuses_a_malformed_name(String name) {
    assertRefuses(
        "'%s' is not the name of a setting: write one word in camelCase".formatted(name),
        () -> Setting.text(name, "d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"enforcementLevel", "undecided"})
  void refuses_the_names_of_what_every_rule_has(String name) {
    assertRefuses(
        "every rule already has the setting '%s'".formatted(name), () -> Setting.text(name, "d"));
  }

  @Test
  void refuses_what_makes_no_sense() {
    assertRefuses("owner needs a description", () -> Setting.text("owner", " "));
    assertRefuses("owner is not a number and has no range", () -> OWNER.between(1, 2));
    assertRefuses("owner is not a list of texts and has no size", () -> OWNER.atLeast(1));
    assertRefuses("there is no list of 2 to 1 texts", () -> STACKS.sized(2, 1));
    assertRefuses(
        "the default of stacks is [p], not a list of 2 texts or more", () -> STACKS.atLeast(2));
    assertRefuses("there is no number from 2.0 to 1.0", () -> WHOLE.between(2, 1));
    assertRefuses(
        "there is no number from 0.0 to Infinity",
        () -> WHOLE.between(0, Double.POSITIVE_INFINITY));
    assertRefuses(
        "the default of whole is 0, not a whole number from 1 to 2", () -> WHOLE.between(1, 2));
    assertEquals("days", DAYS.toString());
  }

  @Test
  void takes_no_value_for_another() {
    assertEquals(Collections.emptyList(), settings(Map.of("stacks", List.of())).get(STACKS));
  }
}
