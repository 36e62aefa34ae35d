package io.datatier.rehearsal.sns;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows internal/service/sns/topic_subscription.go of the provider.
 *
 * <p>Checked: endpoint by protocol; topic and endpoint exist; filters; warns about pending
 * confirmation.
 */
@AutoService(ResourceType.class)
public final class TopicSubscription implements ResourceType {

  public static final String TYPE = "aws:sns/topicSubscription:TopicSubscription";

  private static final Set<String> TO_PEOPLE = Set.of("email", "email-json");
  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern PLAIN = Pattern.compile("http://.+");
  private static final Pattern SECURE = Pattern.compile("https://.+");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "SNS Topic Subscription")
        .replacedBy("endpoint", "protocol", "topic")
        .filledByAws("filterPolicyScope")
        .documents("deliveryPolicy", "filterPolicy", "redrivePolicy", "replayPolicy")
        .unread("confirmationTimeoutInMinutes", "endpointAutoConfirms");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("confirmationTimeoutInMinutes", 1)
        .fill("endpointAutoConfirms", false)
        .fill("rawMessageDelivery", false)
        .arn("topic")
        .arn("subscriptionRoleArn")
        .oneOf(
            "protocol",
            "application",
            "email",
            "email-json",
            "firehose",
            "http",
            "https",
            "lambda",
            "sms",
            "sqs")
        .oneOf("filterPolicyScope", "MessageAttributes", "MessageBody")
        .document("deliveryPolicy")
        .document("filterPolicy")
        .document("redrivePolicy");
    var values = inputs.values();
    switch (values.text("protocol", "")) {
      case "email", "email-json" -> inputs.matches("endpoint", MAIL, "be an email address");
      case "http" -> inputs.matches("endpoint", PLAIN, "begin with http://");
      case "https" -> inputs.matches("endpoint", SECURE, "begin with https://");
      case "firehose" ->
          inputs.arn("endpoint").required("subscriptionRoleArn", "with protocol firehose");
      case "application", "lambda", "sqs" -> inputs.arn("endpoint");
      default -> {}
    }
    if (values.has("filterPolicyScope")) {
      inputs.required("filterPolicy", "with filterPolicyScope");
    }
  }

  @Override
  public Made create(Account account, Fields properties) {
    var topic = properties.text("topic", "");
    if (topic.startsWith(account.arn("sns", "")) && account.find(SnsTopic.TYPE, topic).isEmpty()) {
      throw new AwsFault("NotFound", "Topic does not exist: " + topic);
    }
    // Subscribe returns an existing subscription; two resources for one subscription are an error.
    AwsFault.ifAny(
        account
            .all(TYPE)
            .filter(
                other ->
                    List.of("topic", "protocol", "endpoint").stream()
                        .allMatch(name -> other.text(name).equals(properties.text(name)))),
        "InvalidParameter",
        other -> "Invalid parameter: the subscription already exists: " + other.id());
    Deliveries.requireReachable(account, properties.text("endpoint", ""), "InvalidParameter");
    var arn = topic + ":" + Ids.uuid(account, "subscription");
    boolean isPending = TO_PEOPLE.contains(properties.text("protocol", ""));
    return made(
        account,
        arn,
        properties
            .with("arn", arn)
            .with("ownerId", account.number())
            .with("confirmationWasAuthenticated", Value.of(!isPending))
            .with("pendingConfirmation", Value.of(isPending)));
  }

  @Override
  public List<String> remarks(Account account, Entity entity) {
    return entity.properties().flag("pendingConfirmation")
        ? List.of(
            "nothing is delivered to %s until someone there confirms the subscription."
                .formatted(entity.text("endpoint").orElse("")))
        : List.of();
  }
}
