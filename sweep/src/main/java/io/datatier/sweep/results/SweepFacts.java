package io.datatier.sweep.results;

import io.datatier.sweep.stacks.Shard;
import java.util.List;

/**
 * What all results of a sweep have in common.
 *
 * @param fingerprint of the pack, its configuration and the sources: results with another one do
 *     not belong together
 * @param day on which exemptions and exceptions were in force, in UTC
 * @param stacks how many there are in this shard
 */
public record SweepFacts(
    String pack,
    String version,
    List<RuleFacts> rules,
    List<String> sources,
    String fingerprint,
    String day,
    Shard shard,
    int stacks) {

  public SweepFacts {
    rules = List.copyOf(rules);
    sources = List.copyOf(sources);
  }
}
