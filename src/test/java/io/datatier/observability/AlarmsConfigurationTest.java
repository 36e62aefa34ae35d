package io.datatier.observability;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AlarmsConfigurationTest {

  @Test
  void names_every_threshold_that_is_out_of_bounds() {
    assertEquals(
        List.of(
            "datatier:alarms.clientConnections is 0, but must be 1 to 1000000 connections",
            "datatier:alarms.databaseConnections is \"many\", but must be a whole number",
            "datatier:alarms.borrowLatencyMillis is 0, but must be 1 to 300000 ms",
            "datatier:alarms.failedSetups is -1, but must be 0 to 1000000 failures per minute",
            "datatier:alarms.cpuPercent is 101, but must be 0 to 100 %",
            "datatier:alarms.freeStoragePercent is 0, but must be 1 to 100 %",
            "datatier:alarms.topic is \"on-call\", but must be the ARN of an SNS topic:"
                + " arn:aws:sns:<region>:<account>:<name>, not a FIFO one"),
        LEAST
            .with(
                "alarms",
                """
                {clientConnections: 0, databaseConnections: many, topic: on-call,
                borrowLatencyMillis: 0, failedSetups: -1, cpuPercent: 101, freeStoragePercent:
                0}
                """)
            .complaints());
  }
}
