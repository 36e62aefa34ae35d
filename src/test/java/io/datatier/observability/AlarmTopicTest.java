package io.datatier.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.testing.RecordedStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AlarmTopicTest {

  private static final String GIVEN = "arn:aws:sns:us-east-1:123456789012:on-call";

  @Test
  void makes_a_topic_that_bears_its_name() {
    var stack = stackOf(AlarmSettings.builder().build());
    assertEquals(
        List.of("topic: aws:sns/topic:Topic in datatier:observability:AlarmTopic"),
        stack.childrenOf("alarms"));
    assertEquals(Map.of("name", "alarms"), stack.resource("alarms-topic").inputs());
    assertEquals("arn:aws:sns:us-east-1:123456789012:alarms-topic", stack.output("arn"));
  }

  @Test
  void takes_a_given_topic_and_makes_none() {
    var stack = stackOf(AlarmSettings.builder().topic(new TopicArn(GIVEN)).build());
    assertEquals(List.of(), stack.childrenOf("alarms"));
    assertEquals(GIVEN, stack.output("arn"));
  }

  @Test
  void subscribes_mail_addresses_to_either_topic() {
    var ops = List.of(new MailAddress("ops@example.com"));
    var made = stackOf(AlarmSettings.builder().subscribers(ops).build());
    assertEquals(
        Map.of(
            "topic", "arn:aws:sns:us-east-1:123456789012:alarms-topic",
            "protocol", "email",
            "endpoint", "ops@example.com"),
        made.resource("alarms-ops@example.com").inputs());
    var given =
        stackOf(AlarmSettings.builder().subscribers(ops).topic(new TopicArn(GIVEN)).build());
    assertEquals(GIVEN, given.resource("alarms-ops@example.com").inputs().get("topic"));
  }

  private static RecordedStack stackOf(AlarmSettings settings) {
    return RecordedStack.of(
        context -> context.export("arn", new AlarmTopic("alarms", settings).arn()));
  }
}
