package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.regex.Pattern;

/**
 * Follows internal/service/rds/snapshot.go of the provider: a manual snapshot.
 *
 * <p>Checked: the database exists, the name is free.
 */
@AutoService(ResourceType.class)
public final class DbSnapshot implements ResourceType {

  public static final String TYPE = "aws:rds/snapshot:Snapshot";

  private static final Pattern NAME = Pattern.compile("(?=.{1,255}$)[a-zA-Z](-?[a-zA-Z0-9])*");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS DB Snapshot")
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
    requireFree(
        account,
        name,
        "DBSnapshotAlreadyExists",
        "Cannot create the snapshot because a snapshot with the identifier %s already exists."
            .formatted(name));
    var identifier = properties.text("dbInstanceIdentifier", "");
    var database =
        account.requiredBy(
            DbInstance.TYPE,
            "identifier",
            identifier,
            "DBInstanceNotFound",
            "DBInstance %s not found.".formatted(identifier));
    return made(
        account,
        name,
        properties
            .with(SnapshotContent.of(database))
            .with("dbSnapshotArn", account.arn("rds", "snapshot:" + name))
            .with("encrypted", Value.of(database.properties().flag("storageEncrypted")))
            .with("snapshotType", "manual")
            .with("sourceDbSnapshotIdentifier", "")
            .with("sourceRegion", "")
            .with("status", "available"));
  }
}
