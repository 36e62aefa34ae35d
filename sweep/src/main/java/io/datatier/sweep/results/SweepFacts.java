package io.datatier.sweep.results;

import io.datatier.sweep.stacks.Shard;
import java.util.List;
import java.util.Optional;

/**
 * What all results of a sweep have in common.
 *
 * @param fingerprint of the pack, its configuration and the sources: results with another one do
 *     not belong together
 * @param day on which exemptions and exceptions were in force, in UTC
 * @param exceptionFaults what is wrong with exceptions on that day, which fails the sweep
 * @param stacks how many there are in this shard
 */
public record SweepFacts(
    String pack,
    String version,
    List<RuleFacts> rules,
    List<String> sources,
    String fingerprint,
    String day,
    List<String> exceptionFaults,
    Shard shard,
    int stacks) {

  public SweepFacts {
    rules = List.copyOf(rules);
    sources = List.copyOf(sources);
    // A sweep of before there were any wrote none, and its results are judged again.
    exceptionFaults = exceptionFaults == null ? List.of() : List.copyOf(exceptionFaults);
  }

  /**
   * Why results with these facts cannot be combined with results with others.
   *
   * @return what is different, as what follows "is"; empty if they can
   */
  public Optional<String> unlike(SweepFacts other) {
    if (!fingerprint.equals(other.fingerprint)) {
      return Optional.of("of another sweep: with another pack, configuration or source");
    } else if (shard.count() != other.shard.count()) {
      return Optional.of(
          "of another sweep: one in %d shards, not %d"
              .formatted(shard.count(), other.shard.count()));
    } else if (!day.equals(other.day)) {
      return Optional.of("of another day: %s, not %s".formatted(day, other.day));
    }
    return Optional.empty();
  }
}
