package io.datatier.policy.sdk;

import static io.datatier.policy.sdk.Verdict.all;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.Verdict.Several;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.Verdict.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictTest {

  @Test
  void keeps_every_violation_and_every_open_question() {
    assertEquals(
        new Several(List.of(violation("a", "is wrong"), open("b"), violation("c", "too"))),
        all(
            compliant(),
            violation("a", "is wrong"),
            all(undecided("b"), notApplicable("x"), violation("c", "too")),
            violation("a", "is wrong")));
  }

  @Test
  void is_the_one_answer_where_there_is_one() {
    assertEquals(violation("a", "x"), all(compliant(), violation("a", "x")));
    assertEquals(undecided("a"), all(undecided("a"), undecided("a"), notApplicable("x")));
  }

  @Test
  void is_compliant_where_nothing_was_wrong() {
    assertEquals(compliant(), all());
    assertEquals(compliant(), all(compliant(), notApplicable("x")));
  }

  @Test
  void does_not_apply_where_nothing_else_was_said() {
    assertEquals(notApplicable("x"), all(notApplicable("x"), notApplicable("y")));
  }

  @Test
  void fills_in_path_and_resource_where_they_are_not_said() {
    assertEquals(
        new Several(
            List.of(
                new Violation("p", "x", "u", false),
                new Violation("q", "x", "u", true),
                new Violation("r", "x", "other", false),
                new Undecided("s", "u"))),
        new Several(
                List.of(
                    violation("x"),
                    violation("q", "x").advise(),
                    new Violation("r", "x", "other", false),
                    open("s")))
            .at("p")
            .about("u"));
    assertEquals(compliant(), compliant().at("p").about("u"));
  }

  @Test
  void tells_what_is_open_apart_from_what_is_wrong() {
    assertEquals(
        new Several(List.of(open("p"), open("q"))),
        all(undecided("p"), violation("x"), undecided("q")).open());
    assertEquals(compliant(), violation("x").open());
    assertEquals(compliant(), compliant().open());
  }

  private static Undecided open(String path) {
    return new Undecided(path, "");
  }
}
