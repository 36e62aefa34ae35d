package io.datatier.proof.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.datatier.capacity.Verdict;
import io.datatier.proof.experiment.Stage.Order;
import io.datatier.proof.load.Arrivals;
import io.datatier.proof.load.Failure;
import io.datatier.proof.load.Scenario;
import io.datatier.proof.local.Installed;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A proof of seconds: a database of twenty connections and a pool of five, on loopback. */
final class BoundedProofTest {

  private static final int MAX_CONNECTIONS = 20;
  private static final int PERCENT = 25;
  private static final Duration BORROW_TIMEOUT = Duration.ofSeconds(60);

  private static Optional<LocalStage> stage = Optional.empty();

  @BeforeAll
  static void start() throws Exception {
    try {
      stage = Optional.of(LocalStage.start(Installed.find(System.getenv()), MAX_CONNECTIONS, 1));
    } catch (Installed.Missing missing) {
      abort(missing.getMessage());
    }
  }

  @AfterAll
  static void end() {
    stage.ifPresent(
        it -> {
          it.close();
          assertFalse(Files.exists(it.pair().folder()));
        });
  }

  @Test
  void forty_functions_lose_as_many_as_the_plan_says_and_none_through_the_pool() throws Exception {
    var result = run(Scenario.functions("loss", 40, Duration.ofMillis(400), Duration.ofSeconds(4)));

    var prediction = result.prediction();
    assertEquals(Verdict.EXCEEDS, prediction.direct());
    assertEquals(25, prediction.refused());
    assertEquals(Map.of(Failure.TOO_MANY_CONNECTIONS, 25.0), result.direct().failures());
    assertEquals(15, result.direct().peak());
    assertEquals(Map.of(), result.pooled().failures());
    assertTrue(result.isRight(), result::verdict);
  }

  @Test
  void as_many_functions_as_the_plan_lets_in_all_get_in() throws Exception {
    var result = run(Scenario.functions("fit", 15, Duration.ofMillis(300), Duration.ofSeconds(3)));

    assertEquals(Verdict.FITS, result.prediction().direct());
    assertEquals(Map.of(), result.direct().failures());
    assertEquals(Map.of(), result.pooled().failures());
    assertTrue(result.isRight(), result::verdict);
  }

  @Test
  void workers_wait_for_a_connection_of_the_pool_as_the_plan_says() throws Exception {
    var result =
        run(
            Scenario.workers("wait", 15, 1, Duration.ofSeconds(15), Duration.ofMillis(200))
                .taking(Duration.ofMillis(200))
                .arriving(Arrivals.BURST));

    // Three rounds of five: those of the second and third wait for 200 ms and 400 ms.
    assertEquals(Duration.ofMillis(400), result.prediction().waited95());
    assertEquals(5, result.pooled().peak());
    assertEquals(15, result.direct().peak());
    assertTrue(result.agrees(), () -> result.verdict() + " " + result.pooled().waited(0.95));
  }

  @Test
  void clients_of_the_pool_wait_while_the_database_is_away() throws Exception {
    var outcome = failover(BORROW_TIMEOUT);

    // Only who is in a transaction at that moment loses it: a millisecond each, ten a second.
    assertTrue(outcome.direct().failed() >= 10, () -> "" + outcome.direct().failures());
    assertTrue(outcome.pooled().failed() <= 5, () -> "" + outcome.pooled().failures());
    assertTrue(outcome.pooled().total(1).orElseThrow().compareTo(Duration.ofSeconds(1)) > 0);
  }

  @Test
  void clients_of_the_pool_wait_no_longer_than_the_borrow_timeout() throws Exception {
    var pooled = failover(Duration.ofSeconds(1)).pooled();

    var tooLong = pooled.failures().getOrDefault(Failure.WAITED_TOO_LONG, 0.0);
    // Those of the first second are served, and those of the last second of two that it is away.
    assertTrue(tooLong >= 3, () -> "" + pooled.failures());
    assertTrue(tooLong <= 30, () -> "" + pooled.failures());
    assertTrue(pooled.waitedInAll().toSeconds() >= tooLong, () -> "" + pooled.waitedInAll());
  }

  /** Ten functions a second; the database is away for two seconds of four. */
  private static Failover.Outcome failover(Duration borrowTimeout) throws Exception {
    var load =
        Scenario.functions("failover", 40, Duration.ofSeconds(4), Duration.ZERO)
            .taking(Duration.ofMillis(1));
    return new Failover(load, Duration.ofSeconds(1), Duration.ofSeconds(2), borrowTimeout)
        .run(stage.orElseThrow(), 5);
  }

  private static Result run(Scenario scenario) throws Exception {
    return stage
        .orElseThrow()
        .run(
            new Experiment(scenario, MAX_CONNECTIONS, PERCENT, BORROW_TIMEOUT), Order.DIRECT_FIRST);
  }
}
