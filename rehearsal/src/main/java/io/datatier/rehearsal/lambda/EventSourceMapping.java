package io.datatier.rehearsal.lambda;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.sqs.SqsQueue;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Follows internal/service/lambda/event_source_mapping.go of the provider. Only queues are
 * supported as sources.
 *
 * <p>Checked: the role can receive from the queue; the queue's visibility timeout is no shorter
 * than the function's timeout.
 */
@AutoService(ResourceType.class)
public final class EventSourceMapping implements ResourceType {

  public static final String TYPE = "aws:lambda/eventSourceMapping:EventSourceMapping";

  private static final Pattern RFC_3339 =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})");

  private static final List<String> NEEDED =
      List.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Lambda Event Source Mapping")
        .replacedBy(
            """
            amazonManagedKafkaEventSourceConfig eventSourceArn queues selfManagedEventSource
            selfManagedKafkaEventSourceConfig startingPosition startingPositionTimestamp topics
            """)
        .filledByAws("maximumRecordAgeInSeconds maximumRetryAttempts parallelizationFactor")
        .unordered("functionResponseTypes", "topics");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("enabled", true)
        .arn("eventSourceArn")
        .arn("kmsKeyArn")
        .between("batchSize", 1, 10_000, "records")
        .between("maximumBatchingWindowInSeconds", 0, 300, "seconds")
        .eachOf("functionResponseTypes", "ReportBatchItemFailures")
        .between("maximumRetryAttempts", -1, 10_000, "attempts")
        .betweenOr(-1, "maximumRecordAgeInSeconds", 60, 604_800, "seconds")
        .between("parallelizationFactor", 1, 10, "")
        .between("tumblingWindowInSeconds", 0, 900, "seconds")
        .oneOf("startingPosition", "AT_TIMESTAMP", "LATEST", "TRIM_HORIZON")
        .matches("startingPositionTimestamp", RFC_3339, "be a time such as 2030-01-31T12:00:00Z")
        .exactlyOne("eventSourceArn", "selfManagedEventSource")
        .atMostOne("eventSourceArn", "selfManagedKafkaEventSourceConfig")
        .within(
            "scalingConfig",
            scaling -> scaling.between("maximumConcurrency", 2, 1000, "executions"));
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties.withDefault("batchSize", usualBatch(properties));
  }

  private static double usualBatch(Fields properties) {
    return properties.text("eventSourceArn", "").contains(":sqs:") ? 10 : 100;
  }

  /** The provider takes the function's name for its ARN, and what AWS fills in for nothing. */
  @Override
  public Fields planned(Fields before, Fields inputs) {
    var planned =
        inputs
            .keeping("functionName", before, Functions::name)
            .keeping("destinationConfig", before);
    double usual = usualBatch(inputs);
    return before.number("batchSize").orElse(0) == usual
        ? planned.withDefault("batchSize", usual)
        : planned;
  }

  /** The provider reads the function's ARN, or that of the alias. */
  private static Fields called(Fields properties, String arn) {
    boolean isName = !properties.text("functionName", "").startsWith("arn:");
    return (isName ? properties.with("functionName", arn) : properties).with("functionArn", arn);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var function = function(account, properties);
    var source = properties.text("eventSourceArn", "");
    var arn = function.text("arn").orElse("");
    boolean isMapped =
        account
            .all(TYPE)
            .anyMatch(each -> each.says("eventSourceArn", source) && each.says("functionArn", arn));
    if (isMapped) {
      throw new AwsFault(
          "ResourceConflictException",
          "An event source mapping with %s arn and %s function already exists."
              .formatted(source, function.id()));
    }
    var uuid = Ids.uuid(account, "mapping");
    return made(
        account,
        uuid,
        called(properties, arn)
            .with("uuid", uuid)
            .with("arn", account.arn("lambda", "event-source-mapping:" + uuid))
            .with("lastModified", "")
            .with("lastProcessingResult", "")
            .with("state", properties.flag("enabled") ? "Enabled" : "Disabled")
            .with("stateTransitionReason", "USER_INITIATED"));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    var function = function(account, properties);
    return Made.in(
        account,
        before.with(
            called(properties, function.text("arn").orElse(""))
                .with("state", properties.flag("enabled") ? "Enabled" : "Disabled")));
  }

  /** The function, which must be able to receive from the queue. */
  private static Entity function(Account account, Fields properties) {
    var function = Functions.find(account, properties.text("functionName", ""));
    var source = properties.text("eventSourceArn", "");
    if (source.startsWith(account.arn("sqs", ""))) {
      var queue =
          account.requiredBy(
              SqsQueue.TYPE,
              "arn",
              source,
              "InvalidParameterValueException",
              "Error occurred while ReceiveMessage. SQS Error Code: QueueDoesNotExist. The queue %s does not exist."
                  .formatted(source));
      requireAccess(account, function, queue);
    }
    return function;
  }

  private static void requireAccess(Account account, Entity function, Entity queue) {
    for (var action : NEEDED) {
      Functions.requireAllowed(
          account,
          function.text("role").orElse(""),
          "sqs:" + action,
          queue.text("arn").orElse(""),
          "The function execution role does not have permissions to call %s on SQS"
              .formatted(action));
    }
    var hidden = queue.properties().number("visibilityTimeoutSeconds").orElse(30);
    var timeout = function.properties().number("timeout").orElse(3);
    if (hidden < timeout) {
      throw new AwsFault(
          "InvalidParameterValueException",
          "Queue visibility timeout: %s seconds is less than Function timeout: %s seconds"
              .formatted(Inputs.plain(hidden), Inputs.plain(timeout)));
    }
  }
}
