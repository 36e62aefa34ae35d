package house;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.Severity;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import io.datatier.policy.sdk.wire.PackServer;
import java.util.List;
import java.util.Map;

/**
 * Rules of every kind: on inputs, on the stack, with settings, with a remedy, and one that crashes.
 */
public final class HousePack {

  public static final String QUEUE = "aws:sqs/queue:Queue";
  public static final String FUNCTION = "aws:lambda/function:Function";
  public static final String BUCKET = "aws:s3/bucketV2:BucketV2";
  private static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

  private static final Rule QUEUE_ENCRYPTED =
      Rule.named("queue-encrypted")
          .title("Queues are encrypted")
          .because("messages hold personal data")
          .severity(Severity.HIGH)
          .mandatory()
          .on(
              QUEUE,
              queue ->
                  queue
                      .bool("sqsManagedSseEnabled")
                      .whenKnown(on -> on ? compliant() : violation("is false"))
                      .whenAbsent(violation("is not set")))
          .remedy("set it to true", queue -> queue.with("sqsManagedSseEnabled", true));

  private static final Rule NO_PASSWORDS =
      Rule.named("function-has-no-password")
          .title("Functions are given no passwords")
          .fix("read it from Secrets Manager")
          .mandatory()
          .on(
              FUNCTION,
              function ->
                  function
                      .text("environment.variables.PASSWORD")
                      .whenKnown(password -> violation("is '%s'".formatted(password)))
                      .whenAbsent(compliant()));

  private static final Setting<List<String>> OWNERS =
      Setting.texts("owners", List.of("platform", "shop"), "who may own a bucket");

  private static final Rule BUCKET_OWNED =
      Rule.named("bucket-owned")
          .title("Buckets say who owns them")
          .settings(OWNERS)
          .advisory()
          .on(BUCKET, HousePack::owned);

  private static final Rule QUEUE_HAS_ALARM =
      Rule.named("queue-has-alarm")
          .title("Every queue has an alarm")
          .mandatory()
          .onStack(stack -> stack.each(QUEUE, queue -> watched(stack, queue)));

  private static final Rule FRAGILE =
      Rule.named("fragile")
          .title("Topics have names")
          .advisory()
          .on(
              "aws:sns/topic:Topic",
              topic -> {
                System.out.println("judging " + topic.name());
                throw new IllegalStateException("no topic is right");
              });

  private static final PolicyPack PACK =
      PolicyPack.named("house", "2.1.0")
          .pagesUnder("https://house.example/rules")
          .rules(QUEUE_ENCRYPTED, NO_PASSWORDS, BUCKET_OWNED, QUEUE_HAS_ALARM, FRAGILE)
          .initially("bucket-owned", RuleConfig.of(Map.of("owners", List.of("shop"))));

  private HousePack() {}

  private static Verdict owned(ResourceView bucket) {
    var owners = bucket.setting(OWNERS);
    return bucket
        .text("tags.owner")
        .whenKnown(
            owner ->
                owners.contains(owner)
                    ? compliant()
                    : violation("is '%s', none of %s".formatted(owner, owners)))
        .whenAbsent(violation("is not set"));
  }

  private static Verdict watched(StackView stack, ResourceView queue) {
    var alarms = References.to(stack, QUEUE).by(ALARM, "dimensions.QueueName");
    return alarms.to(queue.urn()).isEmpty() ? violation("has no alarm") : compliant();
  }

  public static void main(String[] args) {
    PackServer.serve(PACK, args);
  }
}
