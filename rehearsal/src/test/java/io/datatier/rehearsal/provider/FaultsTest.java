package io.datatier.rehearsal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.rehearsal.account.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultsTest {

  private static final String TOPIC = "aws:sns/topic:Topic";

  private final Path folder;
  private final List<ProviderTester> testers = new ArrayList<>();
  private final AtomicInteger deaths = new AtomicInteger();

  FaultsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private ProviderTester facing(String faults) throws IOException {
    var file = Files.writeString(folder.resolve("faults.json"), faults);
    var tester = ProviderTester.on(folder, "us-east-1", Fault.read(file), deaths::incrementAndGet);
    testers.add(tester);
    return tester;
  }

  @AfterEach
  void close() {
    testers.forEach(ProviderTester::close);
  }

  private static List<String> topics(ProviderTester aws) {
    return aws.account().all(TOPIC).map(Entity::id).toList();
  }

  @Test
  void fails_a_call_once() throws IOException {
    var aws =
        facing(
            """
            [{"call": "create", "type": "aws:sns/topic:Topic", "fault": "fail",
              "code": "Throttling", "message": "Rate exceeded"}]""");
    var topic = aws.resource(TOPIC, "alarms");
    topic.expectRefused("creating SNS Topic (alarms-0123456): Throttling: Rate exceeded");
    assertEquals(List.of(), topics(aws));
    topic.create();
    assertEquals(1, topics(aws).size());
  }

  @Test
  void fails_each_call_in_turn() throws IOException {
    var aws =
        facing(
            """
            [{"call": "create", "type": "aws:sns/topic:Topic", "code": "First"},
             {"call": "create", "type": "aws:sns/topic:Topic", "code": "Second"},
             {"call": "delete", "type": "aws:sns/topic:Topic", "code": "Third"}]""");
    var topic = aws.resource(TOPIC, "alarms");
    var rest = ": An internal error has occurred.";
    topic.expectRefused("creating SNS Topic (alarms-0123456): First" + rest);
    topic.expectRefused("creating SNS Topic (alarms-0123456): Second" + rest);
    var live = topic.create();
    live.expectDeleteRefused("deleting SNS Topic (alarms-0123456): Third" + rest);
    live.delete();
  }

  @Test
  void dies_after_the_side_effect_and_only_once_though_it_starts_again() throws IOException {
    var faults =
        "[{\"call\": \"create\", \"type\": \"aws:sns/topic:Topic\", \"fault\": \"die-after\"}]";
    var aws = facing(faults);
    assertThrows(RuntimeException.class, () -> aws.resource(TOPIC, "alarms").create());
    assertEquals(1, deaths.get());
    assertEquals(1, topics(aws).size());
    var again = facing(faults);
    again.resource(TOPIC, "second").create();
    assertEquals(1, deaths.get());
    assertEquals(2, topics(again).size());
  }

  @Test
  void dies_before_the_side_effect() throws IOException {
    var aws =
        facing(
            "[{\"call\": \"create\", \"type\": \"aws:sns/topic:Topic\", \"fault\": \"die-before\"}]");
    assertThrows(RuntimeException.class, () -> aws.resource(TOPIC, "alarms").create());
    assertEquals(1, deaths.get());
    assertEquals(List.of(), topics(aws));
  }
}
