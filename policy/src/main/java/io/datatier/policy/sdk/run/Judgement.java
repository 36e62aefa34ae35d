package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run's answer to one call of the engine.
 *
 * @param findings what the engine shows
 * @param skips the rules that found nothing but do not count as passed
 */
public record Judgement(List<Finding> findings, List<Skip> skips) {

  /** A rule that did not apply, and why. */
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
