package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.Exemption;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Urn;
import io.datatier.policy.sdk.Verdict;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;

/** The exemptions of a run and their uses. */
final class Exemptions {

  private final Clock clock;
  private final Map<Exemption, Set<String>> uses = new ConcurrentHashMap<>();

  Exemptions(Clock clock) {
    this.clock = clock;
  }

  /** Forgets an earlier run. */
  void begin() {
    uses.clear();
  }

  private boolean isCurrent(Exemption exemption) {
    return !exemption.hasEndedBy(LocalDate.now(clock));
  }

  /** The exemption by which a resource may violate a rule today. */
  Optional<Exemption> covering(List<Exemption> granted, Rule rule, ResourceView resource) {
    return granted.stream()
        .filter(exemption -> exemption.covers(rule, resource) && isCurrent(exemption))
        .findFirst();
  }

  /** Records that an exemption suppressed a finding about a resource. */
  void use(Exemption exemption, ResourceView resource) {
    uses.computeIfAbsent(exemption, first -> new ConcurrentSkipListSet<>()).add(resource.name());
  }

  /** One line with the resources for each used exemption. */
  List<String> used(List<Exemption> granted) {
    return granted.stream()
        .distinct()
        .filter(uses::containsKey)
        .map(
            exemption ->
                "exempt: %s from %s until %s, granted by %s: %s"
                    .formatted(
                        Messages.some(List.copyOf(usesOf(exemption))),
                        exemption.rule(),
                        exemption.until(),
                        exemption.owner(),
                        exemption.reason()))
        .toList();
  }

  private Set<String> usesOf(Exemption exemption) {
    return uses.getOrDefault(exemption, new TreeSet<>());
  }

  /** Problems with the exemptions themselves, if they may concern this stack. */
  Verdict judge(List<Exemption> granted, Urn stack) {
    var verdicts =
        IntStream.range(0, granted.size())
            .filter(index -> granted.get(index).mayConcern(stack))
            .mapToObj(index -> judge(granted.get(index)).at("entries[%d]".formatted(index)));
    return Verdict.all(verdicts.toList());
  }

  private Verdict judge(Exemption exemption) {
    var text = "exempts %s from %s, ".formatted(exemption.subject(), exemption.rule());
    if (!isCurrent(exemption)) {
      return Verdict.violation(
          text
              + "but expired on %s (granted by %s: %s)"
                  .formatted(exemption.until(), exemption.owner(), exemption.reason()));
    }
    return uses.containsKey(exemption)
        ? Verdict.compliant()
        : Verdict.violation(text + "but matched no violation").advise();
  }
}
