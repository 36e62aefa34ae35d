package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.regex.Pattern;

/** Follows internal/service/rds/snapshot.go of the provider: a snapshot that a program takes. */
public final class DbSnapshot implements ResourceType {

  private static final Pattern NAME = Pattern.compile("(?=.{1,255}$)[a-zA-Z](-?[a-zA-Z0-9])*");

  /** What a snapshot has from its database. */
  private static final List<String> OF_THE_DATABASE =
      List.of(
          "allocatedStorage",
          "availabilityZone",
          "engine",
          "iops",
          "kmsKeyId",
          "licenseModel",
          "optionGroupName",
          "port",
          "storageType");

  @Override
  public Traits traits() {
    return Traits.of(Types.SNAPSHOT, "RDS DB Snapshot")
        .replacedBy("dbInstanceIdentifier", "dbSnapshotIdentifier");
  }

  @Override
  public void check(Inputs inputs) {
    inputs.matches(
        "dbSnapshotIdentifier",
        NAME,
        "begin with a letter, have 1 to 255 letters, digits and single hyphens, and not end with a hyphen");
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("dbSnapshotIdentifier", "");
    if (account.find(Types.SNAPSHOT, name).isPresent()) {
      throw new AwsFault(
          "DBSnapshotAlreadyExists",
          "Cannot create the snapshot because a snapshot with the identifier %s already exists."
              .formatted(name));
    }
    var identifier = properties.text("dbInstanceIdentifier", "");
    var database =
        account
            .findBy(Types.INSTANCE, "identifier", identifier)
            .orElseThrow(
                () ->
                    new AwsFault(
                        "DBInstanceNotFound", "DBInstance %s not found.".formatted(identifier)));
    var taken = properties;
    for (var property : OF_THE_DATABASE) {
      var value = database.properties().get(property);
      taken = value.isPresent() ? taken.with(property, value.get()) : taken;
    }
    return Made.in(
        account,
        new Entity(
            Types.SNAPSHOT,
            name,
            account.region(),
            new Origin.Made(),
            taken
                .with("dbSnapshotArn", account.arn("rds", "snapshot:" + name))
                .with("encrypted", Value.of(database.properties().flag("storageEncrypted")))
                .with("engineVersion", database.text("engineVersionActual").orElse(""))
                .with("snapshotType", "manual")
                .with("sourceDbSnapshotIdentifier", "")
                .with("sourceRegion", "")
                .with("status", "available")));
  }
}
