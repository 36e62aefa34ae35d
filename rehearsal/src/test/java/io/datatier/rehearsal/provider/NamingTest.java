package io.datatier.rehearsal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.ec2.LaunchTemplate;
import io.datatier.rehearsal.kms.KmsAlias;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.sns.SnsTopic;
import io.datatier.rehearsal.sqs.SqsQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names that the bridge makes up, where a type has its own way. */
final class NamingTest {

  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";

  private final DataTier tier;

  NamingTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft named(String type, String resource) {
    return tier.aws().resource(type, resource);
  }

  private static String name(Draft draft) {
    return String.valueOf(draft.checked().get("name"));
  }

  @Test
  void ends_the_names_of_fifo_queues_and_topics_as_aws_wants_them() {
    var queue = named(SqsQueue.TYPE, "calls");
    var topic = named(SnsTopic.TYPE, "calls");
    assertEquals(
        List.of("calls-0123456", "calls-0123456.fifo", "calls-0123456.fifo", "calls-0123456"),
        List.of(
            name(queue),
            name(queue.with("fifoQueue", true)),
            name(topic.with("fifoTopic", true)),
            name(topic.withUnknown("fifoTopic"))));
    var live = queue.with("fifoQueue", true).create();
    live.expectUpdate(
        queue.with("fifoQueue", true).with("contentBasedDeduplication", true),
        "contentBasedDeduplication");
    // The replacement gets a name of its own, when the engine checks it again.
    live.update(queue);
    live.expectReplacement(queue, "fifoQueue");
  }

  @Test
  void begins_the_names_of_aliases_once() {
    assertEquals("alias/calls-0123456", name(named(KmsAlias.TYPE, "calls")));
    assertEquals("alias/calls-0123456", name(named(KmsAlias.TYPE, "alias/calls")));
  }

  @Test
  void names_the_policies_within_a_role() {
    var role =
        tier.role("lambda.amazonaws.com")
            .with(
                "inlinePolicies",
                List.of(
                    Map.of("policy", POLICY),
                    Map.of("policy", ""),
                    Map.of("name", "given", "policy", POLICY)));
    assertEquals(
        List.of(
            Map.of("name", "role-0123456", "policy", POLICY),
            Map.of("name", "given", "policy", POLICY)),
        role.checked().get("inlinePolicies"));
    var live = role.create();
    live.expectUpdate(role);
    live.expectSteady();
  }

  @Test
  void refuses_to_shorten_a_name() {
    tier.role("lambda.amazonaws.com").named("r".repeat(56)).expectFailures();
    tier.role("lambda.amazonaws.com")
        .named("r".repeat(57))
        .expectFailures(
            "name: must be set: name '%s-' plus 7 random chars is longer than maximum length 64"
                .formatted("r".repeat(57)));
    var tooLong = "t".repeat(121);
    named(LaunchTemplate.TYPE, tooLong)
        .expectFailures(
            "name: must have 3 to 128 letters, digits and ().-/_, but is \"%s-0123456\""
                .formatted(tooLong));
    named(KmsAlias.TYPE, "k".repeat(231))
        .with("targetKeyId", "key")
        .expectFailures(
            "name: must be set: name '%s-' plus 7 random chars is longer than maximum length 238"
                .formatted("k".repeat(231)));
  }
}
