package io.datatier.rehearsal.secretsmanager;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows internal/service/secretsmanager/secret_version.go of the provider, whose id is the
 * secret's ARN and the version's id. Deleting the current version leaves the secret its value, as
 * it does at AWS. Of the value the account keeps the names of its members, to tell whether a proxy
 * could use it.
 */
public final class SecretVersion implements ResourceType {

  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";

  @Override
  public Traits traits() {
    return Traits.of(Types.SECRET_VERSION, "Secrets Manager Secret Version")
        .replacedBy("secretBinary", "secretId", "secretString")
        .filledByAws("versionStages")
        .unordered("versionStages")
        .secrets("secretBinary", "secretString");
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(Types.SECRET_VERSION, id)
        .filter(version -> version.text("arn").flatMap(arn -> secret(account, arn)).isPresent());
  }

  private static Optional<Entity> secret(Account account, String reference) {
    return account
        .find(Types.SECRET, reference)
        .or(() -> account.findBy(Types.SECRET, "name", reference))
        .filter(secret -> !secret.isScheduledForDeletion());
  }

  @Override
  public void check(Inputs inputs) {
    inputs.atMostOne("secretString", "secretBinary").length("secretString", 1, 65536);
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties.withDefault("versionStages", Value.of(List.of(CURRENT)));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var reference = properties.text("secretId", "");
    var secret =
        secret(account, reference)
            .orElseThrow(
                () ->
                    new AwsFault(
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret: " + reference));
    Keys.usable(account, secret.text("kmsKeyId"), "EncryptionFailure");
    var version = Ids.uuid(account, "version");
    var made =
        new Entity(
            Types.SECRET_VERSION,
            reference + "|" + version,
            account.region(),
            new Origin.Made(),
            properties.with("arn", secret.id()).with("versionId", version));
    return properties.texts("versionStages").contains(CURRENT)
        ? Made.in(superseded(account, secret).with(value(secret, properties)), made)
        : Made.in(account, made);
  }

  /** The account in which the current version of a secret has become the previous one. */
  private static Account superseded(Account account, Entity secret) {
    var changed = account;
    for (var version : account.all(Types.SECRET_VERSION).toList()) {
      if (version.text("arn").equals(Optional.of(secret.id()))) {
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
        Types.SECRET_VALUE,
        secret.id(),
        secret.region(),
        new Origin.OwnedBy(Types.SECRET, secret.id()),
        Fields.of(Map.of("members", Value.of(members))));
  }

  private static List<String> members(String text) {
    try {
      return JsonParser.parseString(text).getAsJsonObject().keySet().stream().sorted().toList();
    } catch (JsonParseException | IllegalStateException e) {
      return List.of();
    }
  }
}
