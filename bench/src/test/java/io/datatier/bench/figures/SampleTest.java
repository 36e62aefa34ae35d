package io.datatier.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SampleTest {

  @Test
  void the_median_is_the_one_in_the_middle_whatever_their_order() {
    var sample = new Sample(List.of(9.0, 1.0, 4.0));

    assertEquals(List.of(4.0, 1.0, 9.0), List.of(sample.median(), sample.least(), sample.most()));
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    assertEquals(2.5, new Sample(List.of(4.0, 1.0, 2.0, 3.0)).median());
  }

  @Test
  void nothing_measured_is_no_sample() {
    assertThrows(IllegalArgumentException.class, () -> new Sample(List.of()));
  }

  @Test
  void growth_is_linear_or_quadratic_whatever_the_factor() {
    assertEquals(1, Growth.exponent(Map.of(100, 0.3, 1_000, 3.0, 5_000, 15.0)), 1e-9);
    assertEquals(2, Growth.exponent(Map.of(10, 7e2, 100, 7e4)), 1e-9);
  }

  @Test
  void growth_of_one_size_is_unknown() {
    assertThrows(IllegalArgumentException.class, () -> Growth.exponent(Map.of(100, 1.0)));
  }
}
