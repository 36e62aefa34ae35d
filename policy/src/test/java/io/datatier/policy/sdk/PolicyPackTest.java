package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyPackTest {

  private static final Rule RULE =
      Rule.named("doors-are-shut")
          .title("Doors are shut")
          .because("it is cold outside")
          .onStack(stack -> Verdict.compliant());

  @Test
  void is_what_was_said_of_it() {
    assertEquals(
        new PolicyPack(
            "house",
            "1.2.3",
            "Doors.",
            "docs/",
            Level.MANDATORY,
            List.of(RULE),
            Map.of(),
            PackListing.NONE,
            Reporting.EXPLAINED,
            Translation.NONE),
        PolicyPack.named("house", "1.2.3")
            .describedAs("Doors.")
            .pagesUnder("docs")
            .defaultLevel(Level.MANDATORY)
            .explained()
            .rules(RULE));
  }

  @Test
  void is_advisory_where_nothing_is_said() {
    assertEquals(Level.ADVISORY, PolicyPack.named("house", "1.2.3").level());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my house", "house/door"})
  void refuses_a_name_that_the_engine_refuses(String name) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> PolicyPack.named(name, "1.2.3"));
    assertEquals(
        "'%s' is not the name of a policy pack: use up to 100 letters, digits, '-', '_' or '.'"
            .formatted(name),
        refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.2", "v1.2.3", "latest"})
  void refuses_a_missing_or_malformed_version(String version) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> PolicyPack.named("house", version));
    assertEquals(
        "'%s' is not the version of a policy pack: write for example 1.2.3".formatted(version),
        refusal.getMessage());
  }

  @Test
  void refuses_two_rules_of_one_id() {
    var pack = PolicyPack.named("house", "1.2.3-rc.1");
    var refusal = assertThrows(IllegalArgumentException.class, () -> pack.rules(RULE, RULE));
    assertEquals("two rules are called doors-are-shut", refusal.getMessage());
  }
}
