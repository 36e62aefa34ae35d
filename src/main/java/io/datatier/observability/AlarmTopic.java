package io.datatier.observability;

import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.Component;
import io.datatier.component.ResourceOutput;
import java.util.Map;

/** The SNS topic of all alarms of a stack: an existing one or a new one. */
public final class AlarmTopic extends Component {

  private final Output<String> arn;

  /** A topic without a parent. */
  public AlarmTopic(String name, AlarmSettings settings) {
    this(name, settings, ComponentResourceOptions.Empty);
  }

  /**
   * The topic that {@code settings} ask for.
   *
   * @param name also the name of a created topic
   */
  public AlarmTopic(String name, AlarmSettings settings, ComponentResourceOptions options) {
    super("datatier:observability:AlarmTopic", name, options);
    this.arn =
        settings.topic().map(given -> Output.of(given.value())).orElseGet(() -> create(name));
    settings.subscribers().forEach(this::subscribe);
    registerOutputs(Map.of("arn", arn));
  }

  /** The topic's ARN, for subscriptions besides those in the settings. */
  public Output<String> arn() {
    return arn;
  }

  private void subscribe(MailAddress address) {
    new TopicSubscription(
        child(address.value()),
        TopicSubscriptionArgs.builder()
            .topic(arn)
            .protocol("email")
            .endpoint(address.value())
            .build(),
        childOptions());
  }

  // Not encrypted with the key that AWS manages for SNS: CloudWatch may not use it, and its alarms
  // would never arrive (CloudWatch user guide, "Amazon SNS encryption").
  private Output<String> create(String name) {
    var topic = new Topic(child("topic"), TopicArgs.builder().name(name).build(), childOptions());
    return ResourceOutput.of(topic, topic.arn());
  }
}
