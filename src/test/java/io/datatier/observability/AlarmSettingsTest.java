package io.datatier.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.values.InvalidValue;
import io.datatier.values.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class AlarmSettingsTest {

  @Test
  void has_a_default_for_everything() {
    assertEquals(
        new AlarmSettings(
            OptionalInt.empty(),
            OptionalInt.empty(),
            new Percent(77),
            Duration.ofSeconds(1),
            25,
            0,
            0,
            new Percent(99),
            new Percent(90),
            Optional.empty(),
            new Percent(10),
            Optional.empty()),
        AlarmSettings.builder().build());
  }

  @Test
  void keeps_what_it_is_given() {
    var topic = new TopicArn("arn:aws:sns:us-east-1:123456789012:on-call");
    assertEquals(
        new AlarmSettings(
            OptionalInt.of(161),
            OptionalInt.of(120),
            new Percent(80),
            Duration.ofMillis(250),
            10,
            5,
            20,
            new Percent(95),
            new Percent(85),
            Optional.of(new Percent(15)),
            new Percent(20),
            Optional.of(topic)),
        AlarmSettings.builder()
            .clientConnections(161)
            .databaseConnections(120)
            .allowedConnections(new Percent(80))
            .borrowLatency(Duration.ofMillis(250))
            .pinnedSessions(10)
            .failedSetups(5)
            .failedAuthentications(20)
            .availability(new Percent(95))
            .cpu(new Percent(85))
            .freeMemory(new Percent(15))
            .freeStorage(new Percent(20))
            .topic(topic)
            .build());
  }

  @Test
  void takes_the_thresholds_of_a_plan_where_it_was_given_none() {
    var planned = AlarmSettings.builder().clientConnections(161).build().planned(200, 130);
    assertEquals(
        AlarmSettings.builder().clientConnections(161).databaseConnections(130).build(), planned);
  }

  @Test
  void refuses_at_the_call_what_would_never_alarm_or_always() {
    var connections = "be a number of connections, 1 to 1000000";
    var failures = "be a number of failures in a minute, 0 to 1000000";
    var share = "be 1 to 100 %";
    assertEquals(
        List.of(
            connections,
            connections,
            connections,
            failures,
            failures,
            share,
            share,
            share,
            share,
            share,
            "be 1ms to 5m",
            "be 1ms to 5m"),
        List.of(
            refusal(it -> it.clientConnections(0)),
            refusal(it -> it.databaseConnections(1_000_001)),
            refusal(it -> it.pinnedSessions(0)),
            refusal(it -> it.failedSetups(-1)),
            refusal(it -> it.failedAuthentications(-1)),
            refusal(it -> it.allowedConnections(new Percent(0))),
            refusal(it -> it.availability(new Percent(0))),
            refusal(it -> it.cpu(new Percent(0))),
            refusal(it -> it.freeMemory(new Percent(0))),
            refusal(it -> it.freeStorage(new Percent(0))),
            refusal(it -> it.borrowLatency(Duration.ZERO)),
            refusal(it -> it.borrowLatency(Duration.ofMinutes(6)))));
  }

  private static String refusal(Consumer<AlarmSettings.Builder> use) {
    var builder = AlarmSettings.builder();
    return assertThrows(InvalidValue.class, () -> use.accept(builder)).allowed();
  }
}
