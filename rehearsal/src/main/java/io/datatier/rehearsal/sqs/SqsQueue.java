package io.datatier.rehearsal.sqs;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.FifoName;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Json;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.PolicyGrammar;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import java.util.List;

/**
 * Follows internal/service/sqs/queue.go of the provider, where a queue's id is its URL.
 *
 * <p>Checked: ranges, FIFO or not, policies; the dead-letter queue exists; a usable key.
 */
@AutoService(ResourceType.class)
public final class SqsQueue implements ResourceType {

  public static final String TYPE = "aws:sqs/queue:Queue";

  /** Characters of a name. */
  private static final int MOST = 80;

  private static final String PERIOD = "kmsDataKeyReusePeriodSeconds";
  private static final int QUARTER_OF_A_MEGABYTE = 262_144;

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "SQS Queue")
        .replacedBy("fifoQueue", "name", "namePrefix")
        .filledByAws(
            """
            deduplicationScope fifoThroughputLimit kmsDataKeyReusePeriodSeconds policy
            redriveAllowPolicy redrivePolicy sqsManagedSseEnabled
            """)
        .documents("policy", "redriveAllowPolicy", "redrivePolicy")
        .autoNamed(AutoName.of("name", 80).ending(".fifo", "fifoQueue"))
        // CreateQueue returns an existing queue; two resources for one queue are an error.
        .uniqueAs("QueueNameExists", "A queue already exists with the name %s.");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("contentBasedDeduplication", false)
        .fill("delaySeconds", 0)
        .fill("fifoQueue", false)
        .fill("maxMessageSize", QUARTER_OF_A_MEGABYTE)
        .fill("messageRetentionSeconds", 345_600)
        .fill("receiveWaitTimeSeconds", 0)
        .fill("visibilityTimeoutSeconds", 30)
        .between("delaySeconds", 0, 900, "seconds")
        .between("maxMessageSize", 1024, QUARTER_OF_A_MEGABYTE, "bytes")
        .between("messageRetentionSeconds", 60, 1_209_600, "seconds")
        .between("receiveWaitTimeSeconds", 0, 20, "seconds")
        .between("visibilityTimeoutSeconds", 0, 43_200, "seconds")
        .between(PERIOD, 60, 86_400, "seconds")
        .oneOf("deduplicationScope", "messageGroup", "queue")
        .oneOf("fifoThroughputLimit", "perMessageGroupId", "perQueue")
        .atMostOne("kmsMasterKeyId", "sqsManagedSseEnabled")
        .judge("policy", PolicyGrammar.Kind.RESOURCE)
        .document("redriveAllowPolicy")
        .document("redrivePolicy");
    boolean isFifo = inputs.values().flag("fifoQueue");
    FifoName.check(inputs, isFifo, MOST);
    if (!isFifo && inputs.values().flag("contentBasedDeduplication")) {
      inputs.fail("contentBasedDeduplication", "is for FIFO queues only");
    }
  }

  /** Without a key of its own, a queue has no such period (resourceQueueCustomizeDiff). */
  @Override
  public Fields planned(Fields before, Fields inputs) {
    if (inputs.has("kmsMasterKeyId") || !inputs.has(PERIOD)) {
      return inputs;
    }
    return before
        .get(PERIOD)
        .map(period -> inputs.with(PERIOD, period))
        .orElse(inputs.without(List.of(PERIOD)));
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Keys.requireUsable(account, inputs.text("kmsMasterKeyId"), "KMS.NotFoundException");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties
        .withDefault("deduplicationScope", "")
        .withDefault("fifoThroughputLimit", "")
        .withDefault(PERIOD, 300)
        .withDefault("policy", "")
        .withDefault("redriveAllowPolicy", "")
        .withDefault("redrivePolicy", "")
        .withDefault("sqsManagedSseEnabled", !properties.has("kmsMasterKeyId"));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    var url =
        "https://sqs.%s.amazonaws.com/%s/%s".formatted(account.region(), account.number(), name);
    return made(account, url, properties.with("arn", account.arn("sqs", name)).with("url", url));
  }

  @Override
  public void admit(Account account, Fields properties) {
    AwsFault.ifAny(
        properties
            .text("redrivePolicy")
            .filter(policy -> !policy.isEmpty())
            .flatMap(Json::object)
            .flatMap(policy -> Json.texts(policy.get("deadLetterTargetArn")).stream().findFirst())
            .filter(target -> account.findBy(TYPE, "arn", target).isEmpty()),
        "InvalidParameterValue",
        target ->
            "Value of RedrivePolicy is invalid: the dead letter target %s does not exist."
                .formatted(target));
  }
}
