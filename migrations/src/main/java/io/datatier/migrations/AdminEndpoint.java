package io.datatier.migrations;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The database's address and certificate authorities, from the function's environment.
 *
 * @param address {@code host:port} of the database itself
 * @param database its name
 * @param secretArn the master user's secret
 * @param certificateFile the trusted certificate authorities, in PEM; empty for Java's trust store
 */
record AdminEndpoint(
    String address, String database, String secretArn, Optional<String> certificateFile) {

  /** AWS's name for the bundle of RDS certificate authorities in all regions. */
  static final String CERTIFICATES = "global-bundle.pem";

  static AdminEndpoint of(Map<String, String> environment) {
    return new AdminEndpoint(
        required(environment, "DATABASE_ADMIN_ENDPOINT"),
        required(environment, "DATABASE_NAME"),
        required(environment, "DATABASE_ADMIN_SECRET_ARN"),
        shippedCertificates(environment));
  }

  private static Optional<String> shippedCertificates(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("LAMBDA_TASK_ROOT"))
        .map(artifact -> Path.of(artifact, CERTIFICATES))
        .filter(Files::isRegularFile)
        .map(Path::toString);
  }

  private static String required(Map<String, String> environment, String name) {
    var value = requireNonNullElse(environment.get(name), "");
    if (value.isBlank()) {
      throw new MigrationFailed("Set the environment variable " + name + " of the function.");
    }
    return value;
  }
}
