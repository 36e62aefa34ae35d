package io.datatier.database;

import io.datatier.capacity.DatabaseTarget;
import io.datatier.component.LogGroups;
import io.datatier.config.Allows;
import io.datatier.config.Alternative;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.InvalidValue;
import io.datatier.config.Required;
import io.datatier.config.Rule;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.encryption.KeyArn;
import io.datatier.network.Network;
import io.datatier.network.SecurityGroupId;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Optional;

/**
 * {@code datatier:database.existing}: an existing database, managed elsewhere. It is neither
 * changed nor read; only its security group gets a rule, which admits the proxy.
 *
 * @param identifier of the DB instance or cluster
 * @param hasReaders whether a cluster has readers
 * @param securityGroup its security group, in the stack's VPC
 * @param masterSecret the secret with {@code username} and {@code password} of the master user
 * @param masterSecretKey the key of the account's own that encrypts the secret, if one does
 * @param port that it listens on, 1150 to 65535 (RDS API, CreateDBInstance); clients use the
 *     proxy's, which is always 5432
 */
@Alternative(
    title = "An existing database",
    under = "existing",
    allows = "a database managed elsewhere; only its security group gets a rule",
    refuses = "is for a new database, but existing names an existing one; remove one or the other")
public record ExistingDatabaseSettings(
    @Required("instance or cluster") DatabaseKind kind,
    @Required("the identifier of the DB instance or cluster")
        @Allows("identifier of the DB instance or cluster")
        RdsName identifier,
    @ByDefault("false") @Allows("; whether the cluster has readers") boolean hasReaders,
    @Required("the database's security group, sg-…")
        @Allows("`sg-…` of the database; gets a rule that admits the proxy")
        SecurityGroupId securityGroup,
    @Required("the database that clients use") DatabaseName databaseName,
    @Required("the master user") MasterUsername masterUsername,
    @Required("the ARN of the secret with the master user's username and password")
        @Allows("the ARN of the secret with the master user's `username` and `password`")
        SecretArn masterSecret,
    @Allows("the ARN of the KMS key that encrypts it, unless it is AWS's own")
        Optional<KeyArn> masterSecretKey,
    @ByDefault("5432")
        @Between(least = "1150", most = "65535", unit = "")
        @Allows("; the port that the database listens on")
        int port)
    implements DatabaseSource {

  public ExistingDatabaseSettings {
    Constraints.check(
        ExistingDatabaseSettings.class,
        kind,
        identifier,
        hasReaders,
        securityGroup,
        databaseName,
        masterUsername,
        masterSecret,
        masterSecretKey,
        port);
  }

  @Rule
  static void requireClusterForReaders(boolean hasReaders, DatabaseKind kind) {
    if (hasReaders && kind == DatabaseKind.INSTANCE) {
      throw new InvalidValue(true, "be false for an instance; only clusters have readers");
    }
  }

  /** This database, which lives in {@code network}. */
  public ExistingDatabase in(Network network) {
    return new ExistingDatabase(this, network);
  }

  @Override
  public Optional<DatabaseSettings> created() {
    return Optional.empty();
  }

  @Override
  public PostgresDatabase in(
      String name,
      Optional<RunningDatabase> running,
      Network network,
      EncryptionKeys keys,
      LogGroups logs) {
    return in(network);
  }

  @Override
  public List<String> securityGroups(Optional<RunningDatabase> running) {
    return List.of(securityGroup.value());
  }

  @Override
  public DatabaseTarget target() {
    return DatabaseTarget.existing(identifier.value());
  }
}
