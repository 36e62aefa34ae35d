package io.datatier.database;

import com.pulumi.core.Output;
import io.datatier.network.Network;
import java.util.Optional;

/**
 * A database managed elsewhere.
 *
 * @param network where it lives
 */
public record ExistingDatabase(ExistingDatabaseSettings settings, Network network)
    implements PostgresDatabase {

  @Override
  public Optional<DatabaseComponent> created() {
    return Optional.empty();
  }

  @Override
  public Output<String> identifier() {
    return Output.of(settings.identifier().value());
  }

  @Override
  public Output<String> securityGroupId() {
    return Output.of(settings.securityGroup().value());
  }

  @Override
  public int port() {
    return settings.port();
  }

  @Override
  public DatabaseLogin master() {
    return new DatabaseLogin(
        settings.masterUsername().value(),
        DatabaseSecret.existing(settings.masterSecret(), settings.masterSecretKey()));
  }
}
