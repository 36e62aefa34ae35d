package io.datatier.proof.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScenarioTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTES = Duration.ofMinutes(10);

  @Test
  void clients_come_as_the_arrivals_say() {
    assertEquals(offsets(0, 0, 0, 0), come(Arrivals.BURST));
    assertEquals(offsets(0, 250, 500, 750), come(Arrivals.SPREAD));
    assertEquals(offsets(0, 500, 707, 866), come(Arrivals.RAMP));
  }

  @Test
  void a_rate_is_random_in_order_and_the_same_again() {
    var come = come(Arrivals.RATE);

    assertEquals(come, come(Arrivals.RATE));
    assertEquals(come.stream().sorted().toList(), come);
    assertEquals(4, come.stream().distinct().count());
    assertTrue(come.stream().allMatch(offset -> offset.compareTo(SECOND) < 0));
  }

  @Test
  void functions_hold_as_many_connections_as_are_there_at_once() {
    assertEquals(500, Scenario.functions("all", 500, SECOND, SECOND.multipliedBy(3)).held());
    assertEquals(105, Scenario.functions("some", 1_000, SECOND.multipliedBy(10), SECOND).held());
    assertEquals(
        500,
        Scenario.functions("burst", 500, SECOND, Duration.ZERO).arriving(Arrivals.BURST).held());
    // Of a ramp, those of the last 1.05 s of four: 1 - 0.7375² of all.
    var ramp = Scenario.functions("ramp", 500, SECOND.multipliedBy(4), SECOND);
    assertEquals(229, ramp.arriving(Arrivals.RAMP).held());
    assertEquals(7, Scenario.workers("held", 7, 100, SECOND, SECOND).held());
  }

  @Test
  void a_load_without_bounds_is_refused() {
    assertEquals(
        List.of(
            "requests must be 1 to 20000, not 0",
            "requests must be 1 to 20000, not 20001",
            "clients must be 1 to 2000, not 2001",
            "times must be 0 to 10 minutes, not PT10M1S",
            "the whole load must be over in 10 minutes, not 601050 ms",
            "the whole load must be over in 10 minutes, not 600000 s"),
        Stream.<Runnable>of(
                () -> Scenario.functions("none", 0, SECOND, SECOND),
                () -> Scenario.workers("many", 1, 20_001, SECOND, SECOND),
                () -> Scenario.functions("crowd", 2_001, SECOND, SECOND),
                () -> Scenario.functions("long", 1, SECOND, Duration.ofSeconds(601)),
                () -> Scenario.functions("late", 1, MINUTES, SECOND),
                () -> Scenario.workers("week", 1, 2_000, SECOND, MINUTES.dividedBy(2)))
            .map(made -> assertThrows(IllegalArgumentException.class, made::run).getMessage())
            .toList());
  }

  private static List<Duration> come(Arrivals arrivals) {
    return arrivals.offsets(4, SECOND, new Random(1)).stream()
        .map(offset -> arrivals == Arrivals.RATE ? offset : rounded(offset))
        .toList();
  }

  private static Duration rounded(Duration offset) {
    return Duration.ofMillis(Math.round(offset.toNanos() / 1e6));
  }

  private static List<Duration> offsets(long... milliseconds) {
    return Stream.of(milliseconds)
        .flatMapToLong(Arrays::stream)
        .mapToObj(Duration::ofMillis)
        .toList();
  }
}
