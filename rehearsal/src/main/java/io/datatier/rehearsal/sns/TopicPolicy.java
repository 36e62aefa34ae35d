package io.datatier.rehearsal.sns;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.ResourcePolicy;
import io.datatier.rehearsal.value.Fields;

/**
 * Follows internal/service/sns/topic_policy.go of the provider.
 *
 * <p>Checked: policy grammar; the topic exists.
 */
@AutoService(ResourceType.class)
public final class TopicPolicy extends ResourcePolicy {

  public static final String TYPE = "aws:sns/topicPolicy:TopicPolicy";

  public TopicPolicy() {
    super(Traits.of(TYPE, "SNS Topic Policy"), "arn");
  }

  @Override
  protected Entity owner(Account account, String id) {
    return account.required(SnsTopic.TYPE, id, "NotFound", "Topic does not exist: " + id);
  }

  @Override
  protected boolean isShownByOwner() {
    return false;
  }

  @Override
  public void check(Inputs inputs) {
    super.check(inputs);
    inputs.arn("arn");
  }

  @Override
  public Made create(Account account, Fields properties) {
    return super.create(account, properties.with("owner", account.number()));
  }
}
