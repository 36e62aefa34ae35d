package io.datatier.rehearsal.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.secretsmanager.SecretPolicy;
import io.datatier.rehearsal.sns.SnsTopic;
import io.datatier.rehearsal.sns.TopicPolicy;
import io.datatier.rehearsal.sqs.QueuePolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of queues, topics and secrets, as resources beside them. */
final class ResourcePolicyTest {

  private final DataTier tier;

  ResourcePolicyTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private static final String OPEN =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*",\
      "Resource":"*"}]}""";

  private static final String CLOSED = OPEN.replace("Allow", "Deny");

  private Draft of(String type, String reference, Live owner) {
    return tier.aws().resource(type, "policy").with(reference, owner.id()).with("policy", CLOSED);
  }

  private void expectLife(Draft draft, Live owner) {
    var policy = draft.create();
    assertEquals(owner.id(), policy.id());
    policy.expectSteady();
    owner.expectSteady();
    draft.imported(owner.id());
    policy.expectUpdate(draft.with("policy", OPEN), "policy");
    policy.update(draft.with("policy", OPEN)).expectSteady();
    policy.delete();
    owner.delete();
  }

  @Test
  void gives_a_queue_a_policy() {
    var queue = tier.queue().create();
    var draft = of(QueuePolicy.TYPE, "queueUrl", queue);
    expectLife(draft, queue);
    draft.expectRefused(
        "creating SQS Queue Policy: AWS.SimpleQueueService.NonExistentQueue: The specified queue"
            + " does not exist: "
            + queue.id());
  }

  @Test
  void gives_a_topic_a_policy() {
    var topic = tier.aws().resource(SnsTopic.TYPE, "alarms").create();
    var draft = of(TopicPolicy.TYPE, "arn", topic);
    expectLife(draft, topic);
    draft.expectRefused("creating SNS Topic Policy: NotFound: Topic does not exist: " + topic.id());
  }

  @Test
  void gives_a_secret_a_policy() {
    var secret = tier.secret().create();
    var draft = of(SecretPolicy.TYPE, "secretArn", secret);
    draft
        .with("policy", OPEN)
        .with("blockPublicPolicy", true)
        .expectRefused(
            "creating Secrets Manager Secret Policy: PublicPolicyException: The BlockPublicPolicy"
                + " parameter is set to true, and the resource policy did not prevent broad access"
                + " to the secret.");
    expectLife(draft, secret);
    draft.expectRefused(
        "creating Secrets Manager Secret Policy: ResourceNotFoundException: Secrets Manager can't"
            + " find the specified secret: "
            + secret.id());
    draft
        .with("secretArn", "application")
        .with("policy", "{}")
        .expectFailures(
            "policy: must have a Statement",
            "secretArn: must be an ARN, arn:aws:service:region:account:resource, but is"
                + " \"application\"");
  }

  @Test
  void shows_a_policy_beside_in_a_queue_that_says_its_own() {
    var draft = tier.queue().with("policy", CLOSED);
    var queue = draft.create();
    of(QueuePolicy.TYPE, "queueUrl", queue).with("policy", OPEN).create();
    queue.refresh().expectUpdate(draft, "policy");
  }
}
