package io.datatier.migrations;

import io.datatier.migrations.MigrationEvent.User;
import java.util.Optional;

/**
 * The migration {@code users}: creates the users and gives each the password in its secret. Every
 * step is idempotent, so the next run completes an interrupted one.
 */
final class Migration {

  private final AdminEndpoint endpoint;
  private final Secrets secrets;
  private final PasswordGenerator passwords = new PasswordGenerator();

  Migration(AdminEndpoint endpoint, Secrets secrets) {
    this.endpoint = endpoint;
    this.secrets = secrets;
  }

  MigrationResult run(MigrationEvent event) {
    var master = masterCredentials();
    requireOthersThan(master, event);
    try (var session = AdminSession.open(endpoint, master)) {
      session.lock();
      session.createUsers(event.json());
      var created = 0;
      for (var user : event.users()) {
        var current = secrets.read(user.secretArn());
        // The secret first: a password known only to the database would be lost with this run.
        var credentials = current.isPresent() ? current.get() : create(user);
        session.setPassword(user.name(), passwordOf(user, credentials));
        created += current.isPresent() ? 0 : 1;
      }
      return new MigrationResult(event.users().stream().map(User::name).toList(), created);
    }
  }

  private Credentials masterCredentials() {
    return secrets
        .read(endpoint.secretArn())
        .orElseThrow(
            () ->
                new MigrationFailed(
                    "The master user's secret "
                        + endpoint.secretArn()
                        + " does not exist or has no value. RDS creates it with the database."));
  }

  private static void requireOthersThan(Credentials master, MigrationEvent event) {
    if (event.users().stream().anyMatch(user -> user.name().equals(master.username()))) {
      throw new MigrationFailed(
          "\""
              + master.username()
              + "\" is the master user, whose privileges and password this function does not"
              + " change. List other users.");
    }
  }

  private Credentials create(User user) {
    var credentials = new Credentials(user.name(), passwords.next());
    secrets.write(user.secretArn(), credentials);
    return credentials;
  }

  private static String passwordOf(User user, Credentials credentials) {
    return Optional.of(credentials)
        .filter(it -> it.username().equals(user.name()))
        .map(Credentials::password)
        .orElseThrow(
            () ->
                new MigrationFailed(
                    "The secret "
                        + user.secretArn()
                        + " is of \""
                        + credentials.username()
                        + "\", not of \""
                        + user.name()
                        + "\". Correct its username, or name the right secret."));
  }
}
