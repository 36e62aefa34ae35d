package io.datatier.rehearsal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.fault.Faults;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultsTest {

  private static final String TOPIC = "aws:sns/topic:Topic";
  private static final String INTERNAL = ": InternalFailure: An internal error has occurred.";

  private final Path folder;
  private final List<ProviderTester> testers = new ArrayList<>();
  private final PatientMachine machine = new PatientMachine();

  FaultsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A stand-in that starts with a fault file, in the account that the last one left. */
  private ProviderTester facing(String... faults) {
    return facingSeed(0, faults);
  }

  private ProviderTester facingSeed(long seed, String... faults) {
    var file = "{\"seed\": %d, \"faults\": [%s]}".formatted(seed, String.join(",", faults));
    var tester = ProviderTester.on(folder, "us-east-1", Faults.parse(file), machine);
    testers.add(tester);
    return tester;
  }

  @AfterEach
  void close() {
    testers.forEach(ProviderTester::close);
  }

  private static List<String> topics(ProviderTester aws) {
    return aws.account().all(TOPIC).map(topic -> topic.text("name").orElseThrow()).toList();
  }

  private static Live topic(ProviderTester aws, String name) {
    return aws.resource(TOPIC, name).create();
  }

  @Test
  void fails_a_call_once_with_the_error_that_the_file_says() {
    var aws =
        facing(
            """
            {"call": "create", "type": "aws:sns/topic:Topic", "fault": "fail",
             "code": "AuthorizationError", "message": "Not allowed"}""");
    var topic = aws.resource(TOPIC, "alarms");
    topic.expectRefused("creating SNS Topic (alarms-0123456): AuthorizationError: Not allowed");
    assertEquals(List.of(), topics(aws));
    topic.create();
    assertEquals(List.of("alarms-0123456"), topics(aws));
  }

  @Test
  void fails_calls_of_every_kind() {
    var aws =
        facing(
            "{\"call\": \"create\"}",
            "{\"call\": \"read\"}",
            "{\"call\": \"update\"}",
            "{\"call\": \"delete\"}");
    var draft = aws.resource(TOPIC, "alarms").with("displayName", "Alarms");
    draft.expectRefused("creating SNS Topic (alarms-0123456)" + INTERNAL);
    var live = draft.create();
    live.expectReadRefused("reading SNS Topic (alarms-0123456)" + INTERNAL);
    live.expectSteady();
    var next = draft.with("displayName", "All alarms");
    live.expectUpdateRefused(next, "updating SNS Topic (alarms-0123456)" + INTERNAL);
    assertEquals("Alarms", live.refresh().text("displayName"));
    live = live.update(next);
    assertEquals("All alarms", live.refresh().text("displayName"));
    live.expectDeleteRefused("deleting SNS Topic (alarms-0123456)" + INTERNAL);
    live.delete();
    assertEquals(List.of(), topics(aws));
  }

  @Test
  void fails_the_nth_call_across_resources_and_processes() {
    var third = "{\"call\": \"create\", \"type\": \"aws:sns/topic:Topic\", \"nth\": 3}";
    var first = facing(third);
    topic(first, "one");
    topic(first, "two");
    var second = facing(third);
    second.resource(TOPIC, "three").expectRefused("creating SNS Topic (three-0123456)" + INTERNAL);
    topic(second, "three");
    assertEquals(Set.of("one-0123456", "two-0123456", "three-0123456"), Set.copyOf(topics(second)));
  }

  @Test
  void fails_the_resource_that_it_names_and_no_other() {
    var aws = facing("{\"call\": \"create\", \"resource\": \"two\"}");
    topic(aws, "one");
    aws.resource(TOPIC, "two").expectRefused("creating SNS Topic (two-0123456)" + INTERNAL);
    assertEquals(List.of("one-0123456"), topics(aws));
  }

  @Test
  void gives_a_call_the_first_fault_that_is_due() {
    var aws =
        facing(
            "{\"code\": \"First\", \"message\": \"1\"}",
            "{\"code\": \"Never\", \"message\": \"1\"}",
            "{\"code\": \"Second\", \"message\": \"2\", \"nth\": 2}");
    var topic = aws.resource(TOPIC, "alarms");
    topic.expectRefused("creating SNS Topic (alarms-0123456): First: 1");
    topic.expectRefused("creating SNS Topic (alarms-0123456): Second: 2");
    topic.create();
  }

  @Test
  void a_preview_meets_no_fault() {
    var topic = facing("{\"call\": \"create\"}").resource(TOPIC, "alarms");
    topic.preview();
    topic.expectRefused("creating SNS Topic (alarms-0123456)" + INTERNAL);
  }

  @Test
  void a_throttled_call_succeeds_because_the_provider_tries_again() {
    var aws =
        facing(
            "{\"resource\": \"one\", \"fault\": \"throttle\"}",
            "{\"resource\": \"two\", \"fault\": \"throttle\", \"times\": 24}");
    topic(aws, "one");
    topic(aws, "two");
    assertEquals(
        List.of(
            "said: create of one: AWS throttled it once (ThrottlingException: Rate exceeded), and the provider retried.",
            "said: create of two: AWS throttled it 24 times (ThrottlingException: Rate exceeded), and the provider retried."),
        machine.events());
  }

  @Test
  void a_call_that_is_throttled_for_too_long_fails() {
    facing("{\"fault\": \"throttle\", \"times\": 25}")
        .resource(TOPIC, "alarms")
        .expectRefused(
            "creating SNS Topic (alarms-0123456): ThrottlingException: Rate exceeded. The provider"
                + " tried 25 times.");
  }

  @Test
  void a_slow_call_does_what_it_should_later() {
    var aws = facing("{\"fault\": \"slow\", \"seconds\": 90}", "{\"fault\": \"slow\", \"nth\": 2}");
    topic(aws, "one");
    topic(aws, "two");
    assertEquals(List.of("paused for 90 s", "paused for 10 s"), machine.events());
    assertEquals(Set.of("one-0123456", "two-0123456"), Set.copyOf(topics(aws)));
  }

  @Test
  void dies_after_the_side_effect_and_only_once_though_it_starts_again() {
    var dies = "{\"call\": \"create\", \"fault\": \"die-after\"}";
    var aws = facing(dies);
    assertThrows(StatusRuntimeException.class, () -> topic(aws, "alarms"));
    assertEquals(List.of("died"), machine.events());
    assertEquals(List.of("alarms-0123456"), topics(aws));
    var again = facing(dies);
    topic(again, "second");
    assertEquals(List.of("died"), machine.events());
  }

  @Test
  void a_call_whose_answer_never_comes_has_done_what_it_should() {
    var aws = facing("{\"call\": \"create\", \"fault\": \"silent\"}");
    assertThrows(StatusRuntimeException.class, () -> topic(aws, "alarms"));
    assertEquals(List.of("paused for 3153600000 s"), machine.events());
    assertEquals(List.of("alarms-0123456"), topics(aws));
  }

  @Test
  void dies_before_the_side_effect() {
    var aws = facing("{\"call\": \"create\", \"fault\": \"die-before\"}");
    assertThrows(StatusRuntimeException.class, () -> topic(aws, "alarms"));
    assertEquals(List.of("died"), machine.events());
    assertEquals(List.of(), topics(aws));
  }

  @Test
  void one_call_in_so_many_fails_whatever_the_order() {
    var oneInFive = "{\"call\": \"create\", \"oneIn\": 5}";
    var forwards = failing(facingSeed(7, oneInFive), IntStream.range(0, 60));
    testers.get(0).startOver(Account.empty());
    var backwards = failing(facingSeed(7, oneInFive), IntStream.range(0, 60).map(i -> 59 - i));
    testers.get(0).startOver(Account.empty());
    var otherwise = failing(facingSeed(8, oneInFive), IntStream.range(0, 60));
    assertEquals(forwards, backwards);
    assertFalse(forwards.equals(otherwise), "two seeds, one outcome");
    assertEquals(true, forwards.size() > 1 && forwards.size() < 30, forwards.toString());
  }

  private static Set<Integer> failing(ProviderTester aws, IntStream topics) {
    var failing = new TreeSet<Integer>();
    topics.forEach(
        i -> {
          try {
            topic(aws, "topic-" + i);
          } catch (StatusRuntimeException e) {
            failing.add(i);
          }
        });
    return failing;
  }

  @Test
  void with_other_faults_counting_starts_again() {
    var aws = facing("{\"call\": \"create\"}");
    aws.resource(TOPIC, "one").expectRefused("creating SNS Topic (one-0123456)" + INTERNAL);
    topic(aws, "one");
    var other = facing("{\"call\": \"create\", \"code\": \"Other\", \"message\": \"1\"}");
    other.resource(TOPIC, "two").expectRefused("creating SNS Topic (two-0123456): Other: 1");
  }

  @Test
  void a_call_that_no_fault_is_for_leaves_the_account_file_alone() throws Exception {
    var aws = facing("{\"call\": \"delete\"}");
    var live = topic(aws, "alarms");
    var before = Files.readString(folder.resolve("account.json"));
    live.expectSteady();
    assertEquals(before, Files.readString(folder.resolve("account.json")));
  }

  @Test
  void leaves_aws_at_work_when_the_plugin_dies_before_that_is_done() {
    var aws = facing("{\"type\": \"aws:lambda/function:Function\", \"fault\": \"die-after\"}");
    var role =
        aws.resource("aws:iam/role:Role", "functions")
            .with(
                "assumeRolePolicy",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                    + "\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}")
            .create();
    aws.resource("aws:lambda/function:Function", "validate")
        .with("name", "validate")
        .with("role", role.text("arn"))
        .with("runtime", "python3.13")
        .with("handler", "handler.main")
        .with("code", TestValues.archive("function.zip", "a".repeat(64)))
        .expectRefused(
            "creating Lambda Function (validate): RequestAborted: The plugin was told to die here.");
    var left = aws.account();
    assertEquals(
        List.of(Optional.of("Pending")),
        left.all("aws:lambda/function:Function")
            .map(function -> function.transitionAt(left.now()).map(Transition::status))
            .toList());
  }
}
