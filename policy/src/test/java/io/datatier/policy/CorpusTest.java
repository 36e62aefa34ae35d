package io.datatier.policy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.policy.rules.LambdaConnectsThroughProxy;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.RuleContext;
import io.datatier.policy.sdk.Settings;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.Verdict.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Whether the heart of the pack sees what is hidden from it and leaves alone what only looks like
 * it. Each line of a corpus is an environment, with the reason why it is there.
 */
final class CorpusTest {

  private static final Path CORPUS = Path.of("src/test/resources/corpus");
  private static final String FUNCTION = "aws:lambda/function:Function";
  private static final int FEWEST = 150;

  private static final Settings UNCONFIGURED =
      Settings.of(
          LambdaConnectsThroughProxy.RULE.settings(),
          PropertyValue.fields(Map.of()),
          Assertions::fail);

  /** What becomes of an environment. */
  private enum Outcome {
    VIOLATION,
    ADVICE,
    NOTHING
  }

  private record Case(String why, Map<String, String> environment, Outcome expected) {

    static Case of(String line, Outcome usual) {
      var json = JsonParser.parseString(line).getAsJsonObject();
      var variables = new TreeMap<String, String>();
      JsonObject environment = json.getAsJsonObject("environment");
      environment.entrySet().forEach(it -> variables.put(it.getKey(), it.getValue().getAsString()));
      return new Case(
          json.get("why").getAsString(), variables, json.has("expect") ? Outcome.ADVICE : usual);
    }

    Outcome outcome() {
      var properties = Map.of("environment", Map.of("variables", environment));
      var view =
          new ResourceView(FUNCTION, "", "function", PropertyValue.fields(properties))
              .in(new RuleContext(StackFacts.NONE, UNCONFIGURED));
      var verdict =
          LambdaConnectsThroughProxy.RULE.check(FUNCTION).orElseThrow().apply(view).answers();
      if (verdict.stream().anyMatch(it -> it instanceof Violation found && !found.advisory())) {
        return Outcome.VIOLATION;
      }
      return verdict.isEmpty() ? Outcome.NOTHING : Outcome.ADVICE;
    }
  }

  private static List<Case> corpus(String name, Outcome usual) throws IOException {
    return Files.readAllLines(CORPUS.resolve(name)).stream()
        .map(line -> Case.of(line, usual))
        .toList();
  }

  private static long right(List<Case> cases) {
    return cases.stream().filter(it -> it.outcome() == it.expected()).count();
  }

  @Test
  void catches_every_evasion_and_leaves_the_innocent_alone() throws IOException {
    var evasions = corpus("evasion.jsonl", Outcome.VIOLATION);
    var innocents = corpus("innocent.jsonl", Outcome.NOTHING);
    System.out.printf(
        "corpora: %d of %d evasions caught, %d of %d innocents left alone (%d of them with advice)%n",
        right(evasions),
        evasions.size(),
        right(innocents),
        innocents.size(),
        innocents.stream().filter(it -> it.outcome() == Outcome.ADVICE).count());
    assertAll(judged(evasions));
    assertAll(judged(innocents));
    assertTrue(evasions.size() >= FEWEST && innocents.size() >= FEWEST);
  }

  private static List<Executable> judged(List<Case> cases) {
    return cases.stream()
        .<Executable>map(it -> () -> assertEquals(it.expected(), it.outcome(), it.why()))
        .toList();
  }
}
