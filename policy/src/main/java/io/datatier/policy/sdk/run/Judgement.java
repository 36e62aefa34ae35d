package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run answers to one question of the engine.
 *
 * @param findings what the engine shows
 * @param skips the rules that do not count as passed, though they have found nothing
 */
public record Judgement(List<Finding> findings, List<Skip> skips) {

  /** A rule that had nothing to say, and why. */
  public record Skip(String rule, String reason) {}

  public Judgement {
    findings = List.copyOf(findings);
    skips = List.copyOf(skips);
  }

  static Judgement skip(Rule rule, String reason) {
    return new Judgement(List.of(), List.of(new Skip(rule.id(), reason)));
  }

  static Judgement all(Stream<Judgement> judgements) {
    var each = judgements.toList();
    return new Judgement(
        each.stream().flatMap(one -> one.findings().stream()).toList(),
        each.stream().flatMap(one -> one.skips().stream()).toList());
  }
}
