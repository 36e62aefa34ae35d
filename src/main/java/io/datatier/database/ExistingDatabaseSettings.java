package io.datatier.database;

import io.datatier.encryption.EncryptionKeys;
import io.datatier.encryption.KeyArn;
import io.datatier.network.Network;
import io.datatier.network.SecurityGroupId;
import io.datatier.values.RdsName;
import java.util.Optional;

/**
 * A database that somebody else made and keeps. It is neither changed nor asked for; only the
 * security group before it gets one rule, which admits the proxy.
 *
 * @param identifier of the DB instance or cluster
 * @param hasReaders whether a cluster has instances that serve reads only
 * @param securityGroup the group before it, in the stack's VPC
 * @param masterSecret the secret with {@code username} and {@code password} of the master user
 * @param masterSecretKey the key of the account's own that encrypts the secret, if one does
 */
public record ExistingDatabaseSettings(
    DatabaseKind kind,
    RdsName identifier,
    boolean hasReaders,
    SecurityGroupId securityGroup,
    DatabaseName databaseName,
    MasterUsername masterUsername,
    SecretArn masterSecret,
    Optional<KeyArn> masterSecretKey)
    implements DatabaseSource {

  /** This database, which lives in {@code network}. */
  public ExistingDatabase in(Network network) {
    return new ExistingDatabase(this, network);
  }

  @Override
  public PostgresDatabase create(String name, Network network, EncryptionKeys keys) {
    return in(network);
  }
}
