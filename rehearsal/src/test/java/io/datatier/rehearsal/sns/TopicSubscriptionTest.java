package io.datatier.rehearsal.sns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicSubscriptionTest {

  private final DataTier tier;

  TopicSubscriptionTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Live topic() {
    return tier.aws().resource(SnsTopic.TYPE, "alarms").with("name", "alarms").create();
  }

  private Draft subscription(Live topic, String protocol, String endpoint) {
    return tier.aws()
        .resource(TopicSubscription.TYPE, protocol)
        .with("topic", topic.id())
        .with("protocol", protocol)
        .with("endpoint", endpoint);
  }

  @Test
  void subscribes_to_a_topic() {
    var topic = topic();
    var queue = tier.queue().create();
    var draft = subscription(topic, "sqs", queue.text("arn"));
    var subscription = draft.create();
    assertEquals(topic.id(), subscription.id().replaceFirst(":[0-9a-f-]{36}$", ""));
    assertEquals(false, subscription.outputs().get("pendingConfirmation"));
    subscription.expectSteady();
    draft.imported(subscription.id());
    subscription.expectUpdate(draft.with("rawMessageDelivery", true), "rawMessageDelivery");
    subscription.expectReplacement(draft.with("protocol", "lambda"), "protocol");
    draft
        .named("again")
        .expectRefused(
            "creating SNS Topic Subscription: InvalidParameter: Invalid parameter: the subscription"
                + " already exists: "
                + subscription.id());
    assertEquals(List.of(), tier.aws().notes());
  }

  @Test
  void says_that_a_mail_address_has_to_be_confirmed() {
    var subscription = subscription(topic(), "email", "calls@example.com").create();
    assertEquals(true, subscription.outputs().get("pendingConfirmation"));
    assertEquals(
        List.of(
            "nothing is delivered to calls@example.com until someone there confirms the subscription."),
        tier.aws().notes());
  }

  @Test
  void judges_subscriptions() {
    var topic = "arn:aws:sns:us-east-1:123456789012:alarms";
    var subscription =
        tier.aws()
            .resource(TopicSubscription.TYPE, "calls")
            .with("topic", "alarms")
            .with("protocol", "mail")
            .with("endpoint", "calls")
            .with("filterPolicyScope", "Body")
            .with("redrivePolicy", "[]");
    subscription.expectFailures(
        "filterPolicy: is required with filterPolicyScope",
        "filterPolicyScope: must be one of MessageAttributes, MessageBody, but is Body",
        "protocol: must be one of application, email, email-json, firehose, http, https, lambda,"
            + " sms, sqs, but is mail (did you mean email?)",
        "redrivePolicy: must be a JSON document, but is not valid JSON",
        "topic: must be an ARN, arn:aws:service:region:account:resource, but is \"alarms\"");
    var plain =
        subscription.with("topic", topic).without("filterPolicyScope").without("redrivePolicy");
    plain
        .with("protocol", "email")
        .expectFailures("endpoint: must be an email address, but is \"calls\"");
    plain
        .with("protocol", "https")
        .with("endpoint", "http://example.com")
        .expectFailures("endpoint: must begin with https://, but is \"http://example.com\"");
    plain
        .with("protocol", "firehose")
        .expectFailures(
            "endpoint: must be an ARN, arn:aws:service:region:account:resource, but is \"calls\"",
            "subscriptionRoleArn: is required with protocol firehose");
  }
}
