package io.datatier.rehearsal.secretsmanager;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Json;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows internal/service/secretsmanager/secret_version.go of the provider, whose id is the
 * secret's ARN and the version's id. Deleting the current version keeps the secret's value, as in
 * AWS. The account stores only the value's JSON keys, to tell whether a proxy can use it.
 *
 * <p>Checked: the secret exists and its key is usable; stages.
 */
@AutoService(ResourceType.class)
public final class SecretVersion implements ResourceType {

  public static final String TYPE = "aws:secretsmanager/secretVersion:SecretVersion";

  /** An internal entry for a secret's value, with its JSON keys only. */
  public static final String VALUE_TYPE = "aws:secretsmanager/secretValue:SecretValue";

  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Secrets Manager Secret Version")
        .replacedBy("secretBinary", "secretId", "secretString")
        .filledByAws("versionStages")
        .unordered("versionStages")
        .secrets("secretBinary", "secretString");
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(TYPE, id)
        .filter(
            version -> version.text("arn").flatMap(arn -> Secrets.find(account, arn)).isPresent());
  }

  @Override
  public void check(Inputs inputs) {
    inputs.atMostOne("secretString", "secretBinary").length("secretString", 1, 65536);
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties.withDefault("versionStages", List.of(CURRENT));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var reference = properties.text("secretId", "");
    var secret = Secrets.required(account, reference);
    Keys.requireUsable(account, secret.text("kmsKeyId"), "EncryptionFailure");
    var version = Ids.uuid(account, "version");
    var made =
        entity(
            account,
            reference + "|" + version,
            properties.with("arn", secret.id()).with("versionId", version));
    return properties.texts("versionStages").contains(CURRENT)
        ? Made.in(superseded(account, secret).with(value(secret, properties)), made)
        : Made.in(account, made);
  }

  /** The account after the current version of a secret has become the previous one. */
  private static Account superseded(Account account, Entity secret) {
    var changed = account;
    for (var version : account.all(TYPE).toList()) {
      if (version.says("arn", secret.id())) {
        var stages =
            version.properties().texts("versionStages").stream()
                .filter(stage -> !stage.equals(PREVIOUS))
                .map(stage -> stage.equals(CURRENT) ? PREVIOUS : stage)
                .toList();
        changed =
            changed.with(
                version.with(version.properties().with("versionStages", Value.of(stages))));
      }
    }
    return changed;
  }

  private static Entity value(Entity secret, Fields properties) {
    var members = members(properties.text("secretString", ""));
    return new Entity(
        VALUE_TYPE,
        secret.id(),
        secret.region(),
        new Origin.OwnedBy(SecretsManagerSecret.TYPE, secret.id()),
        Fields.of(Map.of("members", Value.of(members))));
  }

  private static List<String> members(String text) {
    return Json.object(text)
        .map(object -> object.keySet().stream().sorted().toList())
        .orElse(List.of());
  }
}
