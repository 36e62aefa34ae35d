package io.datatier.rehearsal.sqs;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.ResourcePolicy;

/**
 * Follows internal/service/sqs/queue_policy.go of the provider.
 *
 * <p>Checked: policy grammar; the queue exists; a refresh of a queue with an inline policy shows
 * it.
 */
@AutoService(ResourceType.class)
public final class QueuePolicy extends ResourcePolicy {

  public static final String TYPE = "aws:sqs/queuePolicy:QueuePolicy";

  public QueuePolicy() {
    super(Traits.of(TYPE, "SQS Queue Policy"), "queueUrl");
  }

  @Override
  protected Entity owner(Account account, String id) {
    return account.required(
        SqsQueue.TYPE,
        id,
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist: " + id);
  }
}
