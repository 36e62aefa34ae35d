package io.datatier.migrations;

import static java.util.Objects.requireNonNullElse;

import java.util.Map;
import java.util.Optional;

/**
 * Where the database is and how it proves that it is the one, from the function's environment.
 *
 * @param address {@code host:port} of the database itself
 * @param database its name
 * @param secretArn the master user's secret
 * @param certificateFile the authorities that may have signed the database's certificate, in PEM
 */
record AdminEndpoint(
    String address, String database, String secretArn, Optional<String> certificateFile) {

  static AdminEndpoint of(Map<String, String> environment) {
    return new AdminEndpoint(
        required(environment, "DATABASE_ADMIN_ENDPOINT"),
        required(environment, "DATABASE_NAME"),
        required(environment, "DATABASE_ADMIN_SECRET_ARN"),
        Optional.ofNullable(environment.get("DATABASE_CA_FILE")));
  }

  private static String required(Map<String, String> environment, String name) {
    var value = requireNonNullElse(environment.get(name), "");
    if (value.isBlank()) {
      throw new MigrationFailed("Set the environment variable " + name + " of the function.");
    }
    return value;
  }
}
