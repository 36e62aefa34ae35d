package io.datatier.rehearsal.secretsmanager;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.Caller;
import io.datatier.rehearsal.iam.Context;
import io.datatier.rehearsal.iam.PolicyDocument;
import io.datatier.rehearsal.iam.Request;
import io.datatier.rehearsal.iam.ResourcePolicy;
import io.datatier.rehearsal.iam.Truth;

/**
 * Follows internal/service/secretsmanager/secret_policy.go of the provider.
 *
 * <p>Checked: policy grammar; the secret exists; no public access if blockPublicPolicy is set; a
 * refresh of a secret with an inline policy shows it.
 */
@AutoService(ResourceType.class)
public final class SecretPolicy extends ResourcePolicy {

  public static final String TYPE = "aws:secretsmanager/secretPolicy:SecretPolicy";

  public SecretPolicy() {
    super(Traits.of(TYPE, "Secrets Manager Secret Policy"), "secretArn");
  }

  @Override
  protected Entity owner(Account account, String id) {
    return Secrets.required(account, id);
  }

  @Override
  public void check(Inputs inputs) {
    super.check(inputs);
    inputs.arn("secretArn");
  }

  @Override
  protected Made put(Account account, Entity policy) {
    var said = PolicyDocument.of(policy.text("policy").orElse(""));
    var read =
        new Request(Caller.ANYBODY, "secretsmanager:GetSecretValue", policy.id(), Context.UNKNOWN);
    if (policy.properties().flag("blockPublicPolicy") && said.evaluate(read) == Truth.HOLDS) {
      throw new AwsFault(
          "PublicPolicyException",
          "The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret.");
    }
    return super.put(account, policy);
  }
}
