package io.datatier.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.capacity.Verdict;
import io.datatier.proof.load.Arrivals;
import io.datatier.proof.load.Attempt;
import io.datatier.proof.load.Failure;
import io.datatier.proof.load.Measurement;
import io.datatier.proof.load.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the plan predicts, by hand. */
final class ExperimentTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration FIFTY = Duration.ofMillis(50);

  /** 198 less the five that RDS keeps take 193; a tenth is 19. */
  @Test
  void the_headline_loses_307_of_500() {
    var prediction = Experiments.headline().prediction();

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

  /** M/M/8 at 6 erlangs: 35.7 % wait, so ln(0.357 / 0.05) / (8 - 6) of 100 ms. */
  @Test
  void a_busy_pool_waits_as_the_queue_has_it() {
    var busy = Scenario.workers("busy", 60, 60, SECOND.multipliedBy(20), Duration.ofMillis(100));

    assertEquals(98.0, predicted(busy, 87).toNanos() / 1e6, 1);
  }

  @Test
  void a_wait_is_close_within_a_factor_of_two_and_none_is_none() {
    var prediction = new Prediction(1, Verdict.FITS, 0, 19, Duration.ofMillis(100));
    assertTrue(prediction.isClose(waited(Duration.ofMillis(51))));
    assertTrue(prediction.isClose(waited(Duration.ofMillis(199))));
    assertFalse(prediction.isClose(waited(Duration.ofMillis(201))));
    assertFalse(prediction.isClose(waited(Duration.ZERO)));

    var none = new Prediction(1, Verdict.FITS, 0, 19, Duration.ZERO);
    assertTrue(none.isClose(waited(Duration.ofMillis(9))));
    assertFalse(none.isClose(waited(Duration.ofMillis(40))));
  }

  @Test
  void a_verdict_is_right_where_clients_met_it() {
    var refused = measured(Duration.ZERO, Optional.of(Failure.TOO_MANY_CONNECTIONS), 193);
    var served = measured(Duration.ZERO, Optional.empty(), 19);
    for (var verdict : Verdict.values()) {
      var prediction = new Prediction(500, verdict, 307, 19, Duration.ZERO);
      assertEquals(verdict != Verdict.FITS, prediction.isRightDirectly(refused));
      assertEquals(verdict != Verdict.EXCEEDS, prediction.isRightDirectly(served));
      assertTrue(prediction.isRightPooled(served));
      assertFalse(prediction.isRightPooled(refused));
      assertFalse(prediction.isRightPooled(measured(Duration.ZERO, Optional.empty(), 20)));
    }
  }

  private static Duration predicted(Scenario scenario, int maxConnections) {
    return new Experiment(scenario, maxConnections, 10, SECOND).prediction().waited95();
  }

  private static Measurement waited(Duration wait) {
    return measured(wait, Optional.empty(), 1);
  }

  private static Measurement measured(Duration wait, Optional<Failure> failure, int peak) {
    return new Measurement(
        1,
        List.of(new Attempt(Duration.ZERO, Duration.ZERO, wait, wait, failure)),
        List.of(),
        peak,
        SECOND,
        0);
  }
}
