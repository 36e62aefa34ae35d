package io.datatier.rehearsal.engine;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The results of a rehearsal.
 *
 * @param steps in order
 * @param created the number of resources that {@code up} created, by type
 * @param atPreview the verdicts of each rule at preview, by its id
 * @param atUpdate the verdicts of each rule at update, by its id
 * @param exempted a line for each exemption that {@code up} used
 * @param logins what happened when the functions logged in to a PostgreSQL on loopback
 * @param atAws how long {@code up} would have taken in AWS, by the account's clock
 * @param gone whether the stack was destroyed and left the account as before, except for final
 *     snapshots
 * @param finalSnapshots what is left in the account on purpose, by name
 * @param stop where it stopped, if it did not reach its end
 */
@RecordBuilder
public record Results(
    List<Step> steps,
    SortedMap<String, Integer> created,
    SortedMap<String, RuleVerdicts> atPreview,
    SortedMap<String, RuleVerdicts> atUpdate,
    List<String> exempted,
    List<String> logins,
    Duration atAws,
    boolean gone,
    List<String> finalSnapshots,
    Optional<Stop> stop) {

  /** The ids of all rules that judged anything. */
  public SortedSet<String> rules() {
    var rules = new TreeSet<>(atPreview.keySet());
    rules.addAll(atUpdate.keySet());
    return rules;
  }

  /**
   * What stopped it.
   *
   * @param step the step that failed
   * @param whatHappened the engine's output in it, and what was wrong if the output does not say it
   */
  public record Stop(String step, String whatHappened) {}

  /** The same of a rehearsal that a step has stopped. */
  public Results stoppedBy(StepFailed failed) {
    return ResultsBuilder.from(this)
        .withStop(Optional.of(new Stop(failed.step(), failed.whatHappened())));
  }
}
