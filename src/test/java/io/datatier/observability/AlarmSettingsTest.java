package io.datatier.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidValue;
import io.datatier.values.Percent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class AlarmSettingsTest {

  @Test
  void has_a_default_for_everything() {
    assertEquals(
        new AlarmSettings(
            OptionalInt.empty(),
            OptionalInt.empty(),
            new Percent(77),
            1000,
            25,
            0,
            0,
            new Percent(99),
            new Percent(90),
            0,
            Optional.empty(),
            new Percent(10),
            Optional.empty(),
            List.of()),
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
            250,
            10,
            5,
            20,
            new Percent(95),
            new Percent(85),
            30,
            Optional.of(new Percent(15)),
            new Percent(20),
            Optional.of(topic),
            List.of(new MailAddress("ops@example.com"))),
        AlarmSettings.builder()
            .clientConnections(161)
            .databaseConnections(120)
            .allowedConnectionsPercent(new Percent(80))
            .borrowLatencyMillis(250)
            .pinnedSessions(10)
            .failedSetups(5)
            .failedAuthentications(20)
            .availabilityPercent(new Percent(95))
            .cpuPercent(new Percent(85))
            .chargedCredits(30)
            .freeMemoryPercent(new Percent(15))
            .freeStoragePercent(new Percent(20))
            .topic(topic)
            .subscribers(List.of(new MailAddress("ops@example.com")))
            .build());
  }

  @Test
  void takes_the_thresholds_of_a_plan_where_it_was_given_none() {
    var planned = AlarmSettings.builder().clientConnections(161).build().planned(200, 130);
    assertEquals(
        AlarmSettings.builder().clientConnections(161).databaseConnections(130).build(), planned);
  }

  @Test
  void refuses_what_would_never_alarm_or_always() {
    var connections = "be 1 to 1000000 connections";
    var failures = "be 0 to 1000000 failures per minute";
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
            "be 1 to 300000 ms",
            "be 1 to 300000 ms"),
        List.of(
            refusal(it -> it.clientConnections(0)),
            refusal(it -> it.databaseConnections(1_000_001)),
            refusal(it -> it.pinnedSessions(0)),
            refusal(it -> it.failedSetups(-1)),
            refusal(it -> it.failedAuthentications(-1)),
            refusal(it -> it.allowedConnectionsPercent(new Percent(0))),
            refusal(it -> it.availabilityPercent(new Percent(0))),
            refusal(it -> it.cpuPercent(new Percent(0))),
            refusal(it -> it.freeMemoryPercent(new Percent(0))),
            refusal(it -> it.freeStoragePercent(new Percent(0))),
            refusal(it -> it.borrowLatencyMillis(0)),
            refusal(it -> it.borrowLatencyMillis(300_001))));
  }

  private static String refusal(UnaryOperator<AlarmSettingsBuilder> use) {
    var builder = use.apply(AlarmSettings.builder());
    return assertThrows(InvalidValue.class, builder::build).allowed();
  }
}
