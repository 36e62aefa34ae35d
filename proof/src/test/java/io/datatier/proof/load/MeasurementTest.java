package io.datatier.proof.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MeasurementTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void percentiles_are_of_the_answered_requests() {
    var log =
        Stream.concat(
                IntStream.rangeClosed(1, 100).mapToObj(it -> answered(Duration.ofMillis(it))),
                Stream.of(failed(Failure.LOGIN_REFUSED)))
            .toList();
    var measured = new Measurement(1, log, List.of(), Map.of(), 20, SECOND, 0.5);

    assertEquals(Optional.of(Duration.ofMillis(50)), measured.total(0.5));
    assertEquals(Optional.of(Duration.ofMillis(95)), measured.total(0.95));
    assertEquals(Optional.of(Duration.ofMillis(99)), measured.total(0.99));
    assertEquals(Optional.of(Duration.ofMillis(100)), measured.total(1));
    assertEquals(100, measured.perSecond());
  }

  @Test
  void runs_add_up_and_errors_are_those_of_one_run() {
    var one =
        new Measurement(
                1, List.of(failed(Failure.CONNECTION_LOST)), List.of(), Map.of(), 7, SECOND, 0.2)
            .and(
                new Measurement(
                    1,
                    List.of(answered(SECOND)),
                    List.of(Failure.TOO_MANY_CONNECTIONS),
                    Map.of(Failure.TOO_MANY_CONNECTIONS, "sorry"),
                    9,
                    SECOND,
                    1));

    assertEquals(
        Map.of(Failure.CONNECTION_LOST, 0.5, Failure.TOO_MANY_CONNECTIONS, 0.5), one.failures());
    assertEquals(Map.of(Failure.TOO_MANY_CONNECTIONS, "sorry"), one.said());
    assertEquals(2, one.log().size());
    assertEquals(9, one.peak());
    assertTrue(one.isSaturated());
    assertEquals(0.5, one.perSecond());
  }

  @Test
  void every_error_has_a_kind() {
    assertEquals(
        List.of(
            Failure.TOO_MANY_CONNECTIONS,
            Failure.WAITED_TOO_LONG,
            Failure.WAITED_TOO_LONG,
            Failure.LOGIN_REFUSED,
            Failure.CONNECTION_LOST,
            Failure.DATABASE_DOWN,
            Failure.OTHER),
        Stream.of(
                new SQLException("FATAL: sorry, too many clients already", "53300"),
                new SQLException("FATAL: query_wait_timeout", "08P01"),
                new SQLException("Timed-out waiting to acquire database connection", "08P01"),
                new SQLException("FATAL: password authentication failed", "28P01"),
                new SQLException("The connection attempt failed.", "08001"),
                new SQLException("FATAL: the database system is starting up", "57P03"),
                new SQLException("no such table", "42P01"))
            .map(Failure::of)
            .toList());
  }

  private static Attempt answered(Duration total) {
    return new Attempt(Duration.ZERO, Duration.ZERO, Duration.ZERO, total, Optional.empty());
  }

  private static Attempt failed(Failure failure) {
    return new Attempt(Duration.ZERO, Duration.ZERO, Duration.ZERO, SECOND, Optional.of(failure));
  }
}
