package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import java.util.Set;

/**
 * The policy of a queue, a topic or a secret, as a resource beside it: they follow
 * internal/service/sqs/queue_policy.go, internal/service/sns/topic_policy.go and
 * internal/service/secretsmanager/secret_policy.go of the provider. Each has one policy, so that
 * what says it within and what says it beside change one another's.
 */
public final class AttachedPolicy implements ResourceType {

  private static final Set<String> EVERYBODY = Set.of("*");

  private final Traits traits;
  private final String owner;
  private final String reference;
  private final String missing;
  private final String reason;

  private AttachedPolicy(
      Traits traits, String owner, String reference, String missing, String reason) {
    this.traits = traits;
    this.owner = owner;
    this.reference = reference;
    this.missing = missing;
    this.reason = reason;
  }

  private static Traits traits(String type, String label, String reference) {
    return Traits.of(type, label).replacedBy(reference).documents("policy");
  }

  public static AttachedPolicy ofQueue() {
    return new AttachedPolicy(
        traits(Types.QUEUE_POLICY, "SQS Queue Policy", "queueUrl"),
        Types.QUEUE,
        "queueUrl",
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist");
  }

  public static AttachedPolicy ofTopic() {
    return new AttachedPolicy(
        traits(Types.TOPIC_POLICY, "SNS Topic Policy", "arn"),
        Types.TOPIC,
        "arn",
        "NotFound",
        "Topic does not exist");
  }

  public static AttachedPolicy ofSecret() {
    return new AttachedPolicy(
        traits(Types.SECRET_POLICY, "Secrets Manager Secret Policy", "secretArn"),
        Types.SECRET,
        "secretArn",
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret");
  }

  @Override
  public Traits traits() {
    return traits;
  }

  @Override
  public void check(Inputs inputs) {
    inputs.policy("policy", PolicyGrammar.Kind.RESOURCE);
    if (!owner.equals(Types.QUEUE)) {
      inputs.arn(reference);
    }
  }

  @Override
  public Made create(Account account, Fields properties) {
    var made = owner.equals(Types.TOPIC) ? properties.with("owner", account.number()) : properties;
    return put(
        account,
        new Entity(
            traits.type(),
            properties.text(reference, ""),
            account.region(),
            new Origin.Made(),
            made));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    return put(account, before.with(properties));
  }

  private Made put(Account account, Entity policy) {
    var has =
        account
            .find(owner, policy.id())
            .filter(found -> !found.isScheduledForDeletion())
            .orElseThrow(() -> new AwsFault(missing, reason + ": " + policy.id()));
    var text = policy.text("policy").orElse("");
    boolean isPublic = PolicyDocument.of(text).letsAws("secretsmanager:GetSecretValue", EVERYBODY);
    if (policy.properties().flag("blockPublicPolicy") && isPublic) {
      throw new AwsFault(
          "PublicPolicyException",
          "The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret.");
    }
    // One that says its policy itself shows at the next refresh that it is another one now.
    boolean saysItself = !has.text("policy").orElse("").isEmpty() && !owner.equals(Types.TOPIC);
    return Made.in(
        saysItself ? account.with(has.with(has.properties().with("policy", text))) : account,
        policy);
  }
}
