package io.datatier.policy.sdk.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.datatier.policy.sdk.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A run's answer to one call of the engine.
 *
 * @param findings what the engine shows
 * @param skips the rules that found nothing but do not count as passed
 */
public record Judgement(List<Finding> findings, List<Skip> skips) {

  /** What is answered where nothing is to be said. */
  static final Judgement PASSED = new Judgement(List.of(), List.of());

  /** A rule that did not apply, and why. */
  public record Skip(String rule, String reason) {}

  public Judgement {
    findings = List.copyOf(findings);
    skips = List.copyOf(skips);
  }

  static Judgement skip(Rule rule, String reason) {
    return new Judgement(List.of(), List.of(new Skip(rule.id(), reason)));
  }

  /** The answers on the parts of one resource: a rule is skipped if it is for every part. */
  static Judgement ofParts(List<Judgement> parts) {
    var all = all(parts);
    var skipped = all.skips().stream().collect(groupingBy(Skip::rule, counting()));
    return new Judgement(
        all.findings(),
        all.skips().stream()
            .filter(skip -> skipped.getOrDefault(skip.rule(), 0L) == parts.size())
            .filter(
                skip -> all.findings().stream().noneMatch(it -> it.rule().id().equals(skip.rule())))
            .collect(toMap(Skip::rule, skip -> skip, (first, other) -> first, LinkedHashMap::new))
            .values()
            .stream()
            .toList());
  }

  static Judgement all(List<Judgement> judgements) {
    var findings = new ArrayList<Finding>();
    var skips = new ArrayList<Skip>();
    for (var one : judgements) {
      findings.addAll(one.findings());
      skips.addAll(one.skips());
    }
    return new Judgement(findings, skips);
  }
}
