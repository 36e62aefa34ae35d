package io.datatier.capacity;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CapacityConfigurationTest {

  @Test
  void refuses_what_is_no_reason_no_number_and_no_duration() {
    assertEquals(
        List.of(
            "datatier:capacity.acceptRisk is \" \", but must be the reason why the risk is taken",
            "datatier:capacity.requestsPerSecond is \"many\", but must be a number",
            "datatier:capacity.databaseTime is \"16m\", but must be 1ms to 15m"),
        LEAST
            .with("capacity", "{acceptRisk: ' ', requestsPerSecond: many, databaseTime: 16m}")
            .complaints());
  }

  @Test
  void refuses_what_is_out_of_bounds_or_has_no_unit() {
    assertEquals(
        List.of(
            "datatier:capacity.requestsPerSecond is 0, but must be 0.001 to 1000000 requests a"
                + " second",
            "datatier:capacity.databaseTime is 50, but must be a duration such as 50ms, 2s or 1m"),
        LEAST.with("capacity", "{requestsPerSecond: 0, databaseTime: 50}").complaints());
  }
}
