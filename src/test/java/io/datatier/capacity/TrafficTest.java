package io.datatier.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TrafficTest {

  @Test
  void reckons_in_seconds_what_takes_milliseconds_or_centuries() {
    assertEquals(0.05, Traffic.seconds(Duration.ofMillis(50)));
    assertEquals(12_000_000_000.25, Traffic.seconds(Duration.ofMillis(12_000_000_000_250L)));
  }
}
