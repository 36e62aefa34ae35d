package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.ResourceType.Made;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;

/**
 * The secret that RDS creates for the master user of an instance or a cluster if it manages the
 * password. RDS deletes it together with the database (RDS user guide, "Password management with
 * Amazon RDS and AWS Secrets Manager").
 */
final class MasterSecret {

  private static final Value NONE = new Value.Items(List.of());

  private MasterSecret() {}

  /** A new database, with its secret if RDS manages the password. */
  static Made with(Account account, Entity database) {
    if (!database.properties().flag("manageMasterUserPassword")) {
      return Made.in(account, database.with(database.properties().with("masterUserSecrets", NONE)));
    }
    var key =
        database
            .text("masterUserSecretKmsKeyId")
            .orElseGet(() -> Keys.awsManaged(account, "aws/secretsmanager"));
    var secret = secret(account, database, key);
    var told =
        Fields.of(
            Map.of(
                "kmsKeyId", Value.of(key),
                "secretArn", Value.of(secret.id()),
                "secretStatus", Value.of("active")));
    return Made.in(
        account.with(secret),
        database.with(
            database
                .properties()
                .with("masterUserSecretKmsKeyId", key)
                .with("masterUserSecrets", new Value.Items(List.of(told)))));
  }

  /** A changed database, with its secret kept, created or deleted. */
  static Made of(Account account, Entity before, Fields properties) {
    boolean said = before.properties().flag("manageMasterUserPassword");
    boolean says = properties.flag("manageMasterUserPassword");
    var secret =
        account.all(SecretsManagerSecret.TYPE).filter(each -> each.isOwnedBy(before)).findFirst();
    if (says) {
      secret.flatMap(it -> it.text("kmsKeyId")).ifPresent(it -> keep(account, it, properties));
    }
    // A read does not return manageMasterUserPassword, so after an import the program asks for a
    // secret that already exists.
    if (said == says || secret.isPresent() == says) {
      return Made.in(account, before.with(properties));
    }
    return with(secret.map(account::without).orElse(account), before.with(properties));
  }

  /**
   * While RDS manages the password, the key of the secret stays (RDS API, ModifyDBInstance and
   * ModifyDBCluster, MasterUserSecretKmsKeyId).
   */
  private static void keep(Account account, String key, Fields properties) {
    if (properties
        .text("masterUserSecretKmsKeyId")
        .filter(asked -> !Keys.areOne(account, asked, key))
        .isPresent()) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "You can't change the KMS key of a master user password that RDS already manages in AWS"
              + " Secrets Manager.");
    }
  }

  /** It is named {@code rds!db-} or {@code rds!cluster-} and a UUID. */
  private static Entity secret(Account account, Entity database, String key) {
    boolean isCluster = database.type().equals(DbCluster.TYPE);
    var name = (isCluster ? "rds!cluster-" : "rds!db-") + Ids.uuid(account, "master-secret");
    var arn =
        account.arn(
            "secretsmanager", "secret:" + name + "-" + Ids.letters(account, "master-secret", 6));
    var properties =
        Fields.of(
            Map.of(
                "arn", Value.of(arn),
                "name", Value.of(name),
                "kmsKeyId", Value.of(key),
                "description",
                    Value.of(
                        "Secret associated with primary RDS DB %s: %s"
                            .formatted(
                                isCluster ? "cluster" : "instance",
                                database.text("arn").orElse("")))));
    return new Entity(
        SecretsManagerSecret.TYPE,
        arn,
        account.region(),
        new Origin.OwnedBy(database.type(), database.id()),
        properties);
  }
}
