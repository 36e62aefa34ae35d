package io.datatier.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.values.InvalidValue;
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
    var settings = CapacitySettings.builder();
    var function = Client.function("dialer");
    for (Executable wrong :
        List.<Executable>of(
            () -> settings.acceptRisk(" "),
            () -> settings.requestsPerSecond(0),
            () -> settings.requestsPerSecond(Double.NaN),
            () -> settings.requestsPerSecond(1_000_001),
            () -> settings.databaseTime(Duration.ZERO),
            () -> settings.databaseTime(Duration.ofMinutes(16)),
            () -> function.connections(0),
            () -> function.requestsPerSecond(-1),
            () -> function.databaseTime(Duration.ofNanos(1)),
            () -> Client.workers("fleet", 0, 10),
            () -> Client.other("reports", 0))) {
      assertThrows(InvalidValue.class, wrong);
    }
  }

  @Test
  void leave_only_functions_without_a_limit() {
    assertThrows(
        InvalidValue.class,
        () ->
            new Client(
                "fleet",
                Client.Kind.WORKER,
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty()));
  }
}
