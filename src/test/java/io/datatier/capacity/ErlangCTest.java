package io.datatier.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.config.InvalidValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErlangCTest {

  private static final Duration SERVICE = Duration.ofMillis(50);

  /** One server: the load itself. Two and three: the formula by hand. Ten at six: 0.1013. */
  @ParameterizedTest
  @CsvSource({"1, 0.5, 0.5", "2, 1, 0.333333", "3, 2, 0.444444", "10, 6, 0.101300", "5, 0, 0"})
  void gives_the_probability_of_textbooks(int servers, double load, double probability) {
    assertEquals(probability, new ErlangC(servers, load).probabilityOfWaiting(), 1e-5);
  }

  /**
   * Gross and others, "Fundamentals of Queueing Theory", example 2.2: three ophthalmologists, six
   * patients an hour, tests of 20 minutes; 8/9 wait on average, that is 8 minutes and 53 seconds.
   */
  @Test
  void gives_the_wait_at_the_eye_clinic_of_the_textbook() {
    var wait = new ErlangC(3, 2).expectedWait(Duration.ofMinutes(20));
    assertEquals(8 * 60 + 53, wait.toSeconds());
  }

  /** One server at one half: half wait, and 95 % no longer than ln(0.5 / 0.05) / 0.5 services. */
  @Test
  void gives_the_wait_that_95_of_100_stay_within() {
    assertEquals(230, new ErlangC(1, 0.5).wait95(SERVICE).toMillis());
    assertEquals(Duration.ZERO, new ErlangC(10, 4).wait95(SERVICE));
  }

  @Test
  void agrees_with_the_formula_as_it_is_printed() {
    var random = new Random(161);
    for (var round = 0; round < 200; round++) {
      var servers = 1 + random.nextInt(60);
      var load = servers * random.nextDouble();
      assertEquals(
          asPrinted(servers, load), new ErlangC(servers, load).probabilityOfWaiting(), 1e-9);
    }
  }

  @Test
  void waits_longer_the_more_is_asked_and_shorter_the_more_serve() {
    var random = new Random(87);
    for (var round = 0; round < 200; round++) {
      var servers = 1 + random.nextInt(5_000);
      var load = servers * random.nextDouble() * 0.99;
      var wait = new ErlangC(servers, load).expectedWait(SERVICE);
      assertTrue(wait.compareTo(new ErlangC(servers, load * 0.9).expectedWait(SERVICE)) >= 0);
      assertTrue(wait.compareTo(new ErlangC(servers + 1, load).expectedWait(SERVICE)) >= 0);
    }
  }

  @Test
  void copes_with_the_largest_database() {
    var nearlyFull = new ErlangC(5_000, 4_999);
    assertEquals(0.98245, nearlyFull.probabilityOfWaiting(), 1e-5);
    assertEquals(0.0, new ErlangC(5_000, 100).probabilityOfWaiting());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2, 2", "2, -1", "2, NaN"})
  void refuses_a_queue_that_never_settles(int servers, double load) {
    assertThrows(InvalidValue.class, () -> new ErlangC(servers, load));
  }

  private static double asPrinted(int servers, double load) {
    var power = BigDecimal.ONE;
    var sum = BigDecimal.ZERO;
    for (var k = 0; k < servers; k++) {
      sum = sum.add(power);
      power =
          power
              .multiply(BigDecimal.valueOf(load))
              .divide(BigDecimal.valueOf(k + 1), MathContext.DECIMAL128);
    }
    var all = power.doubleValue() * servers / (servers - load);
    return all / (sum.doubleValue() + all);
  }
}
