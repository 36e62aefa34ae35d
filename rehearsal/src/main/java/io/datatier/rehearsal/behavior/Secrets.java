package io.datatier.rehearsal.behavior;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Map;

/** Secrets of Secrets Manager, as far as others refer to them; never what is in them. */
final class Secrets {

  private Secrets() {}

  static Entity find(Account account, String arn) {
    return account
        .find(Types.SECRET, arn)
        .or(() -> account.findBy(Types.SECRET, "arn", arn))
        .orElseThrow(
            () ->
                new AwsFault(
                    "InvalidParameterValue",
                    "The secret " + arn + " does not exist in this account and region."));
  }

  /**
   * The secret that RDS makes for the master user, named {@code rds!db-<uuid>}; RDS deletes it at
   * once with its database.
   */
  static Entity ofMaster(Account account, Entity database) {
    var name = "rds!db-" + Ids.uuid(account, "master-secret");
    var arn =
        account.arn(
            "secretsmanager", "secret:" + name + "-" + Ids.letters(account, "master-secret", 6));
    var properties =
        Fields.of(
            Map.of(
                "arn", Value.of(arn),
                "name", Value.of(name),
                "description",
                    Value.of(
                        "Secret associated with primary RDS DB instance: "
                            + database.text("arn").orElse(""))));
    return new Entity(
        Types.SECRET,
        arn,
        account.region(),
        new Origin.OwnedBy(Types.INSTANCE, database.id()),
        properties);
  }
}
