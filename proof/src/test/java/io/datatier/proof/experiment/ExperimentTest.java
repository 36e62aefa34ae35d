package io.datatier.proof.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.capacity.Verdict;
import io.datatier.proof.load.Arrivals;
import io.datatier.proof.load.Attempt;
import io.datatier.proof.load.Failure;
import io.datatier.proof.load.Measurement;
import io.datatier.proof.load.Scenario;
import io.datatier.proof.load.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the plan predicts, by hand. */
final class ExperimentTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration FIFTY = Duration.ofMillis(50);

  /** 198 less the five that RDS keeps take 193; a tenth is 19. */
  @Test
  void the_headline_loses_307_of_500() {
    var prediction = Experiments.headline().prediction(Sessions.NONE);

    assertEquals(Verdict.EXCEEDS, prediction.direct());
    assertEquals(500, prediction.peak());
    assertEquals(307, prediction.refused());
    assertEquals(19, prediction.pool());
  }

  /**
   * Of 150 at once, 143 have their turn within eight rounds of 19: the last of them waits seven.
   */
  @Test
  void a_burst_waits_for_the_rounds_before_it() {
    var burst =
        Scenario.workers("burst", 150, 150, SECOND, FIFTY).taking(FIFTY).arriving(Arrivals.BURST);

    assertEquals(FIFTY.multipliedBy(7), predicted(burst, 198));
  }

  /** 1.5 times what eight connections carry, for four seconds: the last of 95 % waits 1.9 s. */
  @Test
  void what_the_pool_does_not_carry_piles_up() {
    var overload =
        Scenario.workers("overload", 300, 120, SECOND.multipliedBy(4), Duration.ofMillis(100));

    assertEquals(Duration.ofMillis(1_900), predicted(overload, 87));
  }

  /**
   * As much as eight connections carry, on average: from half of the time on more. Until 95 % have
   * come, at 97.5 % of the time, that is 0.95 - 0.25 less the 0.475 that are carried.
   */
  @Test
  void a_ramp_piles_up_before_its_end() {
    var ramp =
        Scenario.workers("ramp", 300, 80, SECOND.multipliedBy(10), Duration.ofMillis(100))
            .arriving(Arrivals.RAMP);

    assertEquals(2.253, predicted(ramp, 87).toNanos() / 1e9, 1e-3);
  }

  /** M/M/8 at 6 erlangs: 35.7 % wait, so ln(0.357 / 0.05) / (8 - 6) of 100 ms. */
  @Test
  void a_busy_pool_waits_as_the_queue_has_it() {
    var busy = Scenario.workers("busy", 60, 60, SECOND.multipliedBy(20), Duration.ofMillis(100));

    assertEquals(98.0, predicted(busy, 87).toNanos() / 1e6, 1);
  }

  @Test
  void a_wait_is_close_within_a_factor_of_two_and_none_is_none() {
    var prediction = new Prediction(1, Verdict.FITS, 0, 19, Sessions.NONE, Duration.ofMillis(100));
    assertTrue(prediction.isClose(waited(Duration.ofMillis(51))));
    assertTrue(prediction.isClose(waited(Duration.ofMillis(199))));
    assertFalse(prediction.isClose(waited(Duration.ofMillis(201))));
    assertFalse(prediction.isClose(waited(Duration.ZERO)));

    var none = new Prediction(1, Verdict.FITS, 0, 19, Sessions.NONE, Duration.ZERO);
    assertTrue(none.isClose(waited(Duration.ofMillis(9))));
    assertFalse(none.isClose(waited(Duration.ofMillis(40))));
  }

  @Test
  void a_verdict_is_right_where_clients_met_it() {
    var refused = failed(Failure.TOO_MANY_CONNECTIONS);
    var lost = failed(Failure.CONNECTION_LOST);
    var served = served(19);

    assertEquals(List.of(false, false, true), direct(Verdict.FITS, refused, lost, served));
    assertEquals(List.of(true, false, false), direct(Verdict.EXCEEDS, refused, lost, served));
    assertEquals(List.of(true, false, true), direct(Verdict.UNCERTAIN, refused, lost, served));
  }

  @Test
  void a_pool_is_right_where_it_serves_all_with_its_own_connections() {
    var alone = new Prediction(500, Verdict.FITS, 0, 19, Sessions.NONE, Duration.ZERO);
    assertEquals(
        List.of(true, false, false, false),
        Stream.of(served(19), served(20), served(0), failed(Failure.WAITED_TOO_LONG))
            .map(alone::isRightPooled)
            .toList());

    var shared = new Prediction(500, Verdict.FITS, 0, 19, new Sessions(30, 5), Duration.ZERO);
    assertEquals(
        List.of(true, false),
        Stream.of(served(24), served(25)).map(shared::isRightPooled).toList());
  }

  /** Of 193 places others have 100. */
  @Test
  void sessions_of_others_take_places() {
    var experiment =
        new Experiment(Scenario.functions("campaign", 150, SECOND, SECOND), 198, 10, SECOND);

    assertEquals(Verdict.FITS, experiment.prediction(Sessions.NONE).direct());
    var beside = experiment.prediction(new Sessions(100, 0));
    assertEquals(Verdict.EXCEEDS, beside.direct());
    assertEquals(150, beside.peak());
    assertEquals(57, beside.refused());
    assertEquals(150, experiment.prediction(new Sessions(1_000, 0)).refused());
  }

  @Test
  void functions_that_take_no_time_have_a_plan() {
    var none = Scenario.functions("none", 20, SECOND, Duration.ZERO).taking(Duration.ZERO);

    assertEquals(1, new Experiment(none, 60, 90, SECOND).prediction(Sessions.NONE).peak());
  }

  @Test
  void who_comes_in_no_time_comes_at_once() {
    var workers = Scenario.workers("workers", 30, 30, SECOND, SECOND).taking(SECOND);
    var inNoTime =
        new Scenario(
            "workers",
            workers.kind(),
            30,
            30,
            Arrivals.SPREAD,
            Duration.ZERO,
            Duration.ZERO,
            SECOND,
            workers.spread(),
            true);

    assertEquals(Arrivals.BURST, inNoTime.arrivals());
    assertEquals(predicted(workers.arriving(Arrivals.BURST), 60), predicted(inNoTime, 60));
  }

  @Test
  void nothing_is_said_of_the_plan_where_errors_are_not_its_own() {
    var experiment =
        new Experiment(Scenario.functions("campaign", 5, SECOND, SECOND), 198, 10, SECOND);
    var denied = new Result(experiment, Sessions.NONE, failed(Failure.OTHER), served(19));

    assertEquals("none: errors that are not the plan's", denied.verdict());
    assertFalse(denied.agrees());
    assertEquals(Optional.empty(), denied.prediction().factor(failed(Failure.OTHER)));
  }

  @Test
  void a_result_agrees_with_the_plan_unless_something_contradicts_it() {
    var burst =
        Scenario.workers("burst", 150, 150, SECOND, FIFTY).taking(FIFTY).arriving(Arrivals.BURST);
    var experiment = new Experiment(burst, 198, 10, SECOND);
    var direct = measured(Duration.ZERO, Optional.empty(), 150, 0);
    var close = measured(FIFTY.multipliedBy(8), Optional.empty(), 19, 0);
    var far = measured(FIFTY.multipliedBy(15), Optional.empty(), 19, 0);
    var farSaturated = measured(FIFTY.multipliedBy(15), Optional.empty(), 19, 1);
    var refused = measured(Duration.ZERO, Optional.of(Failure.TOO_MANY_CONNECTIONS), 150, 0);

    assertEquals(
        List.of("right true", "right false", "right true", "WRONG false"),
        Stream.of(
                new Result(experiment, Sessions.NONE, direct, close),
                new Result(experiment, Sessions.NONE, direct, far),
                new Result(experiment, Sessions.NONE, direct, farSaturated),
                new Result(experiment, Sessions.NONE, refused, close))
            .map(result -> result.verdict() + " " + result.agrees())
            .toList());
  }

  private static List<Boolean> direct(Verdict verdict, Measurement... met) {
    var prediction = new Prediction(500, verdict, 307, 19, Sessions.NONE, Duration.ZERO);
    return Stream.of(met).map(prediction::isRightDirectly).toList();
  }

  private static Measurement served(int peak) {
    return measured(Duration.ZERO, Optional.empty(), peak, 0);
  }

  private static Measurement failed(Failure failure) {
    return measured(Duration.ZERO, Optional.of(failure), 19, 0);
  }

  private static Duration predicted(Scenario scenario, int maxConnections) {
    return new Experiment(scenario, maxConnections, 10, SECOND)
        .prediction(Sessions.NONE)
        .waited95();
  }

  private static Measurement waited(Duration wait) {
    return measured(wait, Optional.empty(), 1, 0);
  }

  private static Measurement measured(
      Duration wait, Optional<Failure> failure, int peak, double busy) {
    return new Measurement(
        1,
        List.of(new Attempt(Duration.ZERO, Duration.ZERO, wait, wait, failure)),
        List.of(),
        Map.of(),
        peak,
        SECOND,
        busy);
  }
}
