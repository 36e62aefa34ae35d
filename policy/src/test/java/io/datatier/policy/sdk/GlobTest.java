package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "prod, prod, true",
    "prod, PROD, false",
    "prod, prod-eu, false",
    "prod, a-prod, false",
    "prod, '', false",
    "'', '', true",
    "'', prod, false",
    "*, '', true",
    "*, anything, true",
    "*-prod, eu-prod, true",
    "*-prod, -prod, true",
    "*-prod, prod, false",
    "*-prod, eu-prod-2, false",
    "prod*, prod, true",
    "prod*, prod-eu, true",
    "prod*, a-prod, false",
    "a*b*c, abc, true",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "**, x, true",
    "a**, a, true",
    "a.c, abc, false",
    "[a], a, false",
    "*aab, aaab, true"
  })
  void takes_a_star_for_any_text_and_all_else_as_it_is(
      String pattern, String text, boolean matches) {
    assertEquals(matches, new Glob(pattern).matches(text));
  }

  @Test
  void needs_one_of_several_patterns() {
    assertEquals(true, Glob.anyMatches(List.of("a", "b*"), "bc"));
    assertEquals(false, Glob.anyMatches(List.of("a", "b*"), "c"));
    assertEquals(false, Glob.anyMatches(List.of(), ""));
  }

  @Test
  void does_not_try_every_way_to_place_the_stars() {
    var glob = new Glob("*a".repeat(200) + "b");
    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertEquals(false, glob.matches("a".repeat(20_000))));
  }
}
