package io.datatier.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class CapacitySettingsTest {

  @Test
  void have_a_default_for_everything() {
    assertEquals(
        new CapacitySettings(Optional.empty(), OptionalDouble.empty(), Duration.ofMillis(50)),
        CapacitySettings.builder().build());
  }

  @Test
  void fail_at_the_call_that_is_wrong() {
    for (Executable wrong :
        List.<Executable>of(
            () -> new AcceptedRisk(" "),
            () -> CapacitySettings.builder().requestsPerSecond(0).build(),
            () -> CapacitySettings.builder().requestsPerSecond(Double.NaN).build(),
            () -> CapacitySettings.builder().requestsPerSecond(1_000_001).build(),
            () -> CapacitySettings.builder().databaseTime(Duration.ZERO).build(),
            () -> CapacitySettings.builder().databaseTime(Duration.ofMinutes(16)).build(),
            () -> Client.function("dialer").connections(0).build(),
            () -> new Load(OptionalDouble.of(-1), Optional.empty()),
            () -> new Load(OptionalDouble.empty(), Optional.of(Duration.ofNanos(1))),
            () -> Client.workers("fleet", 0, 10).build(),
            () -> Client.other("reports", 0).build())) {
      assertThrows(InvalidValue.class, wrong);
    }
  }

  @Test
  void leave_only_functions_without_a_limit() {
    assertThrows(
        InvalidValue.class,
        () ->
            new Client(
                "fleet", Client.Kind.WORKER, OptionalInt.empty(), Optional.empty(), Load.UNKNOWN));
  }
}
