package io.datatier.rehearsal.secretsmanager;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Busy;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.PolicyGrammar;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/secretsmanager/secret.go of the provider. A deleted secret can be
 * restored during its recovery window, 30 days by default, and its name stays taken until then.
 *
 * <p>Checked: name, which stays taken while it is scheduled for deletion; a usable key.
 */
@AutoService(ResourceType.class)
public final class SecretsManagerSecret implements ResourceType {

  public static final String TYPE = "aws:secretsmanager/secret:Secret";

  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z/_+=.@-]{1,512}");
  private static final int LONGEST_WINDOW = 30;

  /** Of secretsmanager/secret.go, the provider's PropagationTimeout. */
  private static final Duration PROPAGATION = Duration.ofMinutes(2);

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Secrets Manager Secret")
        .listedBy("secretsmanager list-secrets", "SecretList", "ARN=arn", "Name=name")
        .replacedBy("name", "namePrefix")
        .filledByAws("policy", "replicas")
        .unordered("replicas")
        .documents("policy")
        .autoNamed()
        .unread("forceOverwriteReplicaSecret", "recoveryWindowInDays");
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account.find(TYPE, id).filter(secret -> !secret.isScheduledForDeletion());
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("forceOverwriteReplicaSecret", false)
        .fill("recoveryWindowInDays", LONGEST_WINDOW)
        .matches("name", NAME, "have 1 to 512 letters, digits and /_+=.@-")
        .length("description", 0, 2048)
        .judge("policy", PolicyGrammar.Kind.RESOURCE);
    var days = inputs.values().number("recoveryWindowInDays").orElse(0);
    if (days != 0) {
      inputs.between("recoveryWindowInDays", 7, LONGEST_WINDOW, "days, or 0");
    }
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Keys.requireUsable(account, inputs.text("kmsKeyId"), "EncryptionFailure");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties.withDefault("policy", "").withDefault("replicas", List.of());
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    account.findBy(TYPE, "name", name).ifPresent(other -> refuseClash(account, other));
    var arn =
        account.arn("secretsmanager", "secret:" + name + "-" + Ids.letters(account, "secret", 6));
    return made(account, arn, properties.with("arn", arn));
  }

  /** The provider sends no key to UpdateSecret that is left out, so the secret keeps its own. */
  @Override
  public Made update(Account account, Entity before, Fields properties) {
    var key = before.text("kmsKeyId");
    var changed = key.map(it -> properties.withDefault("kmsKeyId", it)).orElse(properties);
    return Made.in(account, before.with(changed));
  }

  /** The provider retries, because a secret that is deleted at once keeps its name for a moment. */
  private static void refuseClash(Account account, Entity other) {
    if (other.isScheduledForDeletion()) {
      throw new Busy(
          "InvalidRequestException",
          "You can't create this secret because a secret with this name is already scheduled for deletion.",
          account.now().plus(Duration.ofDays(LONGEST_WINDOW)),
          PROPAGATION);
    }
    throw new AwsFault(
        "ResourceExistsException",
        "The operation failed because the secret %s already exists."
            .formatted(other.text("name").orElse("")));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    var days = (long) state.number("recoveryWindowInDays").orElse(LONGEST_WINDOW);
    var without = account.without(entity);
    return days == 0
        ? without
        : without.with(entity.scheduledForDeletion(account.now().plus(Duration.ofDays(days))));
  }
}
