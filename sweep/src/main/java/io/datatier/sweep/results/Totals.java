package io.datatier.sweep.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the results of many stacks come to. */
public final class Totals {

  private final List<StackResult> unjudged = new ArrayList<>();

  private final Map<String, String> first = new HashMap<>();
  private final Map<String, List<String>> repeated = new TreeMap<>();
  private final Map<String, RuleTotals> rules = new TreeMap<>();
  private int stacks;
  private int failing;
  private long resources;
  private long violations;
  private long allowed;
  private long advisories;
  private long undecided;

  /**
   * What one rule has found.
   *
   * @param stacks in how many stacks it is violated, and nothing allows it
   */
  public record RuleTotals(
      long violations, long allowed, long advisories, long undecided, int stacks) {

    static final RuleTotals NONE = new RuleTotals(0, 0, 0, 0, 0);

    private RuleTotals with(Found found) {
      return new RuleTotals(
          violations + (found.fails() ? 1 : 0),
          allowed + (found.isAllowed() ? 1 : 0),
          advisories + (isAdvice(found) ? 1 : 0),
          undecided + (isUndecided(found) ? 1 : 0),
          stacks);
    }

    private RuleTotals inOneMore() {
      return new RuleTotals(violations, allowed, advisories, undecided, stacks + 1);
    }
  }

  private static boolean isUndecided(Found found) {
    return !found.mandatory() && found.kind().equals("undecided");
  }

  private static boolean isAdvice(Found found) {
    return !found.mandatory() && !isUndecided(found);
  }

  void add(StackResult result) {
    stacks++;
    if (!result.isJudged()) {
      unjudged.add(result);
      return;
    }
    if (!result.name().isEmpty()) {
      var other = first.putIfAbsent(result.name(), result.id());
      if (other != null) {
        repeated
            .computeIfAbsent(result.name(), name -> new ArrayList<>(List.of(other)))
            .add(result.id());
      }
    }
    resources += result.resources();
    if (result.found().stream().anyMatch(Found::fails)) {
      failing++;
    }
    for (var found : result.found()) {
      rules.merge(found.rule(), RuleTotals.NONE.with(found), (old, one) -> old.with(found));
      violations += found.fails() ? 1 : 0;
      allowed += found.isAllowed() ? 1 : 0;
      undecided += isUndecided(found) ? 1 : 0;
      advisories += isAdvice(found) ? 1 : 0;
    }
    result.found().stream()
        .filter(Found::fails)
        .map(Found::rule)
        .distinct()
        .forEach(rule -> rules.computeIfPresent(rule, (id, old) -> old.inOneMore()));
  }

  /** What each rule has found that has found anything, by its id. */
  public Map<String, RuleTotals> rules() {
    return rules;
  }

  /** The ids of what has one name and is counted each time: exports of one stack, perhaps old. */
  public Map<String, List<String>> repeated() {
    return repeated;
  }

  /** The stacks that could not be judged. */
  public List<StackResult> unjudged() {
    return unjudged;
  }

  /** All stacks, judged or not. */
  public int stacks() {
    return stacks;
  }

  /** The stacks with a violation that nothing allows. */
  public int failing() {
    return failing;
  }

  /** The resources that were judged. */
  public long resources() {
    return resources;
  }

  /** What would stop a deployment. */
  public long violations() {
    return violations;
  }

  /** What would stop a deployment if the register did not allow it. */
  public long allowed() {
    return allowed;
  }

  /** What is only reported. */
  public long advisories() {
    return advisories;
  }

  /** What could not be decided from the state. */
  public long undecided() {
    return undecided;
  }
}
