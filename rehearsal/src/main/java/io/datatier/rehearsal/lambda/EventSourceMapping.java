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
        .filledByAws(
            "batchSize maximumRecordAgeInSeconds maximumRetryAttempts parallelizationFactor")
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
        .exactlyOne("eventSourceArn", "selfManagedEventSource")
        .within(
            "scalingConfig",
            scaling -> scaling.between("maximumConcurrency", 2, 1000, "executions"));
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    boolean isQueue = properties.text("eventSourceArn", "").contains(":sqs:");
    return properties.withDefault("batchSize", isQueue ? 10 : 100);
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
        properties
            .with("uuid", uuid)
            .with("arn", account.arn("lambda", "event-source-mapping:" + uuid))
            .with("functionArn", arn)
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
            properties
                .with("functionArn", function.text("arn").orElse(""))
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
