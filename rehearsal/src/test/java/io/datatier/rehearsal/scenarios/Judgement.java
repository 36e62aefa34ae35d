package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.engine.Results;
import io.datatier.rehearsal.engine.RuleVerdicts;
import io.datatier.rehearsal.engine.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the whole pack says of a stack. */
final class Judgement {

  private Judgement() {}

  /**
   * Every rule of the pack has passed at update, but for the exceptions; at preview none is
   * violated either, and none advises that does not do so at update.
   */
  static void assertJudged(Results results, Map<String, Verdict> exceptions) throws Exception {
    assertEquals(exceptions, unlessPassed(results.atUpdate()));
    assertEquals(
        with(Verdict.ADVISED, unlessPassed(results.atUpdate())),
        with(Verdict.ADVISED, unlessPassed(results.atPreview())));
    assertEquals(Set.of(), with(Verdict.VIOLATED, unlessPassed(results.atPreview())));
  }

  /** The rules that have found something to advise or to refuse. */
  static Map<String, Verdict> findings(Map<String, RuleVerdicts> said) throws Exception {
    var verdicts = unlessPassed(said);
    verdicts.values().retainAll(Set.of(Verdict.ADVISED, Verdict.VIOLATED));
    return verdicts;
  }

  /** What every rule of the pack said at most, but for those that have passed. */
  static Map<String, Verdict> unlessPassed(Map<String, RuleVerdicts> said) throws Exception {
    var rules = RuleIndex.ids();
    rules.addAll(said.keySet());
    var verdicts = new TreeMap<String, Verdict>();
    for (var rule : rules) {
      verdicts.put(rule, said.getOrDefault(rule, RuleVerdicts.NONE).gravest());
    }
    verdicts.values().removeIf(Verdict.PASSED::equals);
    return verdicts;
  }

  private static Set<String> with(Verdict verdict, Map<String, Verdict> rules) {
    return rules.keySet().stream()
        .filter(rule -> rules.get(rule) == verdict)
        .collect(Collectors.toSet());
  }
}
