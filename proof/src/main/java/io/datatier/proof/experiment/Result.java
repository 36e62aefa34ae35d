package io.datatier.proof.experiment;

import io.datatier.proof.load.Failure;
import io.datatier.proof.load.Measurement;
import io.datatier.proof.load.Sessions;
import java.util.stream.Stream;

/**
 * What an experiment showed on both paths.
 *
 * @param before the sessions that others had in the database when the direct path was measured
 */
public record Result(
    Experiment experiment, Sessions before, Measurement direct, Measurement pooled) {

  /** The same experiment done once more. */
  public Result and(Result other) {
    return new Result(
        experiment, before.or(other.before), direct.and(other.direct), pooled.and(other.pooled));
  }

  /** What the plan says of it. */
  public Prediction prediction() {
    return experiment.prediction(before);
  }

  /** Whether what clients met says anything of the plan. */
  public boolean isJudged() {
    return Stream.of(direct, pooled)
        .flatMap(measured -> measured.failures().keySet().stream())
        .noneMatch(Failure::isForeign);
  }

  /** Whether the plan's verdict on each path was what clients met. */
  public boolean isRight() {
    var prediction = prediction();
    return prediction.isRightDirectly(direct) && prediction.isRightPooled(pooled);
  }

  /**
   * Whether there were ever as many clients as the plan counts on. A machine at its limit lets them
   * in so slowly that the first leave before the last come.
   */
  boolean isReached() {
    var prediction = prediction();
    return !direct.isSaturated() || direct.peak() >= prediction.peak() - prediction.refused();
  }

  /** Whether nothing contradicts the plan; times of a machine at its limit say nothing. */
  public boolean agrees() {
    return isJudged()
        && (isRight() || !isReached())
        && (pooled.isSaturated() || prediction().isClose(pooled));
  }

  /** What the plan's verdict turned out to be. */
  public String verdict() {
    if (!isJudged()) {
      return "none: errors that are not the plan's";
    }
    return isRight() ? "right" : isReached() ? "WRONG" : "not reached, saturated";
  }
}
