package io.datatier.policy.sdk.run;

import static java.util.stream.Collectors.toSet;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.run.Judgement.Skip;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Leaves out what a run has said before in the same words: a rule may judge a resource by itself
 * and once more in its stack, and several parts of one resource.
 */
final class Repetitions {

  /** The level belongs to it: what was advised before may stop a stack. */
  private record Sentence(String rule, Level level, String urn, String message) {

    static Sentence of(Finding finding) {
      return new Sentence(finding.rule().id(), finding.level(), finding.urn(), finding.message());
    }

    Sentence at(Level level) {
      return new Sentence(rule, level, urn, message);
    }
  }

  private final Set<Sentence> ofResources = ConcurrentHashMap.newKeySet();

  /** Forgets the run before. */
  void begin() {
    ofResources.clear();
  }

  /**
   * What is said of a resource. All of it, even if the resource was shown before: the engine goes
   * by this answer alone when it decides whether to touch the resource.
   */
  Judgement inResource(Judgement judgement) {
    if (judgement.findings().isEmpty()) {
      return judgement;
    }
    var once = once(judgement.findings());
    ofResources.addAll(once.keySet());
    return new Judgement(List.copyOf(once.values()), judgement.skips());
  }

  /**
   * What is said of a stack beyond what was said of its resources. A rule with nothing to add is
   * skipped, because the engine would otherwise count it as passed.
   */
  Judgement inStack(Judgement judgement) {
    var once = once(judgement.findings());
    once.keySet().removeIf(this::wasSaidOfResource);
    var heard = once.values().stream().map(finding -> finding.rule().id()).collect(toSet());
    var silent = new HashSet<String>();
    var skips =
        judgement.findings().stream()
            .map(finding -> finding.rule().id())
            .filter(rule -> !heard.contains(rule) && silent.add(rule))
            .map(rule -> new Skip(rule, "was reported with the resources"));
    return new Judgement(
        List.copyOf(once.values()), Stream.concat(judgement.skips().stream(), skips).toList());
  }

  private boolean wasSaidOfResource(Sentence sentence) {
    return ofResources.contains(sentence) || ofResources.contains(sentence.at(Level.MANDATORY));
  }

  private static Map<Sentence, Finding> once(List<Finding> findings) {
    var once = new LinkedHashMap<Sentence, Finding>();
    findings.forEach(finding -> once.putIfAbsent(Sentence.of(finding), finding));
    return once;
  }
}
