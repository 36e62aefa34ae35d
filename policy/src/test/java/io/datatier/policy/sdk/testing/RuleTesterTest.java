package io.datatier.policy.sdk.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.policy.sdk.ResourceOptions;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tester that passes whatever the rule does would be worse than none. */
final class RuleTesterTest {

  private static final RuleTester door =
      RuleTester.of(
              Rule.named("doors-are-shut")
                  .title("Doors are shut")
                  .because("it is cold outside")
                  .on("a:b:Door", RuleTesterTest::judge)
                  .remedy("shut it", it -> it.with("shut", true)))
          .resource("a:b:Door", "front", Map.of("shut", true));

  /** Its remedy changes something, and leaves the violation. */
  private static final RuleTester counterfeit =
      RuleTester.of(
              Rule.named("doors-are-shut")
                  .title("Doors are shut")
                  .because("it is cold outside")
                  .on("a:b:Door", it -> Verdict.violation("is open"))
                  .remedy("shut it", it -> it.with("shut", 1)))
          .resource("a:b:Door", "front", Map.of());

  private static final RuleTester counted =
      RuleTester.of(
              Rule.named("one-door")
                  .title("There is one door")
                  .because("there is one key")
                  .onStack(
                      stack ->
                          switch (stack.resources("a:b:Door").size()) {
                            case 0 -> Verdict.notApplicable("there is no door");
                            case 1 -> Verdict.compliant();
                            default ->
                                stack.each("a:b:Door", it -> Verdict.violation("is one of many"));
                          }))
          .resource("a:b:Door", "front", Map.of());

  private static final Setting<List<String>> STACKS =
      Setting.texts("stacks", List.of("prod"), "where doors are locked");

  private static final RuleTester locked =
      RuleTester.of(
              Rule.named("doors-are-locked")
                  .title("Doors are locked")
                  .because("there are thieves")
                  .settings(STACKS)
                  .advisory()
                  .on("a:b:Door", RuleTesterTest::judgeLock)
                  .remedy("lock it", it -> it.with("locked", true)))
          .resource("a:b:Door", "front", Map.of("locked", false));

  private static Verdict judgeLock(ResourceView door) {
    if (!door.isInStack(door.setting(STACKS))) {
      return Verdict.notApplicable("doors are open in " + door.stack().name());
    } else if (door.options().protect()
        || door.provider().orElseThrow().bool("locks").isPresent()) {
      return Verdict.compliant();
    }
    return door.bool("locked")
        .whenKnown(locked -> locked ? Verdict.compliant() : Verdict.violation("is false"))
        .whenAbsent(Verdict.violation("is not set"));
  }

  private static final StackFacts UPDATE =
      new StackFacts("acme", "test", "prod", false, Map.of(), Map.of(), Set.of());

  @Test
  void sets_the_stack_the_settings_and_what_else_a_rule_may_read() {
    locked.expectNotApplicable();
    locked.inStack("prod").expectViolations("front: locked is false");
    locked.inStack(UPDATE).expectViolations("front: locked is false");
    locked.configured("stacks", List.of("d*")).expectViolations("front: locked is false");
    locked.inStack("prod").withOptions(ResourceOptions.NONE.protect(true)).expectCompliant();
    locked
        .inStack("prod")
        .withProvider("pulumi:providers:a", "mine", Map.of("locks", true))
        .expectCompliant();
    locked.inStack("prod").expectRemedied(Map.of("locked", true));
    locked.configured("stacks", List.of()).inStack("prod").expectNotRemedied();
    locked.configured("stacks", 1).expectConfigRefused("stacks is 1, not a list of texts");
    locked
        .configured("stacks", 1)
        .configured("x", 1)
        .expectConfigRefused(
            "stacks is 1, not a list of texts",
            "x is not a setting of this rule; it has stacks, undecided");
  }

  @Test
  void leaves_out_of_outputs_what_holds_something_unknown_as_the_engine_does() {
    RuleTester.of(
            Rule.named("tells")
                .title("Tells")
                .because("it sees")
                .onStack(
                    stack ->
                        stack.each(
                            "a:b:Door",
                            it ->
                                Verdict.violation(
                                    "%s of %s"
                                        .formatted(
                                            it.properties().values().keySet(),
                                            stack.inputsOf(it).properties().values().keySet())))))
        .resource("a:b:Door", "front", Map.of("a", Map.of("b", 1), "c", List.of(1, 2)))
        .withUnknown("c[1]")
        .expectViolations("front: [a] of [a, c]");
  }

  @Test
  void knows_what_is_undecided_and_fails() {
    var unknown = locked.inStack("prod").withUnknown("locked");
    unknown.expectUndecided("locked");
    unknown.configured("undecided", "report").expectUndecided("locked");
    var failing = door.withUnknown("shut").configured("undecided", "fail");
    failing.expectUndecidedToFail("shut");
    assertThrows(AssertionError.class, () -> failing.expectUndecided("shut"));
    assertThrows(
        AssertionError.class, () -> door.withUnknown("shut").expectUndecidedToFail("shut"));
    assertThrows(AssertionError.class, () -> failing.with("shut", true).expectUndecidedToFail());
    // An advisory rule advises, whatever it is asked to fail on.
    unknown.configured("undecided", "fail").expectUndecided("locked");
  }

  @Test
  void moves_dependencies_and_parents_with_the_stack() {
    RuleTester.of(
            Rule.named("doors-hang")
                .title("Doors hang")
                .because("they fall")
                .onStack(
                    stack ->
                        stack.each(
                            "a:b:Door",
                            it ->
                                stack.sourcesOf(it, "hinge").size() == 1
                                        && stack.dependenciesOf(it).size() == 1
                                        && stack.parentOf(it).isPresent()
                                    ? Verdict.violation(it.urn())
                                    : Verdict.compliant())))
        .resource("a:b:Door", "front", Map.of())
        .resource("a:b:Hinge", "hinge", Map.of())
        .component("a:b:House", "home", "front")
        .computedFrom("hinge", "hinge")
        .inStack("prod")
        .expectViolations("front: urn:pulumi:prod::test::a:b:Door::front");
  }

  private static Verdict judge(ResourceView door) {
    return door.bool("shut")
        .whenKnown(shut -> shut ? Verdict.compliant() : Verdict.violation("is false"))
        .whenAbsent(Verdict.violation("is not set").advise());
  }

  @Test
  void passes_what_is_so() {
    door.expectCompliant();
    door.with("shut", false).expectViolations("front: shut is false");
    door.without("shut").expectViolations("front (advisory): shut is not set");
    door.withUnknown("shut").expectUndecided("shut");
    door.as("a:b:Gate").expectNotApplicable();
    door.as("a:b:Gate").expectNothingReported();
    door.with("shut", false).expectRemedied(Map.of("shut", true));
    door.expectNotRemedied();
    door.withUnknown("shut")
        .resource("a:b:Door", "back", Map.of("shut", false))
        .expectViolationsAndUndecided(List.of("back: shut is false"), "shut");
    counted.expectCompliant();
    counted.as("a:b:Gate").expectNotApplicable();
    counted
        .resource("a:b:Door", "back", Map.of())
        .expectViolations("front: is one of many", "back: is one of many");
  }

  @Test
  void changes_the_subject_and_leaves_the_others_as_they_are() {
    var both = door.resource("a:b:Door", "back", Map.of("shut", true));
    both.with("shut", false)
        .subject("back")
        .without("shut")
        .expectViolations("front: shut is false", "back (advisory): shut is not set");
    both.subject("back").withUnknown("shut").expectUndecided("shut");
    both.subject("back").subject("front").expectCompliant();
  }

  static Stream<Executable> wrong() {
    var open = door.with("shut", false);
    return Stream.of(
        open::expectCompliant,
        open::expectNothingReported,
        open::expectNotApplicable,
        open::expectNotRemedied,
        () -> open.expectViolations(),
        () -> open.expectViolations("front: shut is not set"),
        () -> open.expectViolations("front: shut is false", "front: shut is false"),
        () -> open.expectUndecided("shut"),
        () -> open.expectRemedied(Map.of("shut", false)),
        () ->
            open.resource("a:b:Door", "back", Map.of("shut", false))
                .expectViolations("front: shut is false"),
        () -> door.expectRemedied(Map.of("shut", true)),
        () -> door.expectViolations("front: shut is false"),
        door::expectNotApplicable,
        () -> door.as("a:b:Gate").resource("a:b:Door", "b", Map.of()).expectNotApplicable(),
        () ->
            door.withUnknown("shut")
                .resource("a:b:Door", "b", Map.of("shut", false))
                .expectViolationsAndUndecided(List.of(), "shut"),
        () -> counterfeit.expectRemedied(Map.of("shut", 1)),
        () -> door.without("shut").expectViolations("front: shut is not set"),
        () -> door.withUnknown("shut").expectCompliant(),
        () -> door.withUnknown("shut").expectNothingReported(),
        () -> door.withUnknown("shut").expectNotApplicable(),
        () -> door.withUnknown("shut").expectViolations(),
        () -> door.withUnknown("shut").expectUndecided("lock"),
        () -> door.as("a:b:Gate").expectCompliant(),
        counted::expectNotApplicable,
        () -> counted.as("a:b:Gate").expectCompliant(),
        () -> locked.expectConfigRefused("stacks is 1, not a list of texts"),
        () -> locked.configured("stacks", 1).expectConfigRefused("stacks is 2"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void fails_what_is_not_so(Executable expectation) {
    assertThrows(AssertionError.class, expectation);
  }

  @Test
  void tells_what_it_got() {
    var failure =
        assertThrows(AssertionError.class, () -> door.with("shut", false).expectCompliant());
    assertEquals(
        "findings of doors-are-shut: expected%n  []%nbut got%n  [front: shut is false]".formatted(),
        failure.getMessage());
  }

  @Test
  void refuses_to_speak_of_resources_that_are_not_there() {
    assertThrows(IllegalArgumentException.class, () -> door.computedFrom("shut", "hinge"));
    assertThrows(IllegalArgumentException.class, () -> door.component("a:b:House", "h", "roof"));
    assertThrows(IllegalArgumentException.class, () -> door.subject("back"));
    assertThrows(
        IllegalStateException.class,
        () ->
            RuleTester.of(
                    Rule.named("x").title("X").because("x").onStack(it -> Verdict.compliant()))
                .with("a", 1));
  }
}
