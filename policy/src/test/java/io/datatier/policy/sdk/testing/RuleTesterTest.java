package io.datatier.policy.sdk.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.Map;
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
        () -> door.without("shut").expectViolations("front: shut is not set"),
        () -> door.withUnknown("shut").expectCompliant(),
        () -> door.withUnknown("shut").expectNothingReported(),
        () -> door.withUnknown("shut").expectNotApplicable(),
        () -> door.withUnknown("shut").expectViolations(),
        () -> door.withUnknown("shut").expectUndecided("lock"),
        () -> door.as("a:b:Gate").expectCompliant(),
        counted::expectNotApplicable,
        () -> counted.as("a:b:Gate").expectCompliant());
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
    assertThrows(
        IllegalStateException.class,
        () ->
            RuleTester.of(
                    Rule.named("x").title("X").because("x").onStack(it -> Verdict.compliant()))
                .with("a", 1));
  }
}
