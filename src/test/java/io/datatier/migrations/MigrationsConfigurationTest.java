package io.datatier.migrations;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsConfigurationTest {

  private static final String EXISTING_DATABASE =
      """
      {existing: {kind: cluster, identifier: orders, hasReaders: true,
        securityGroup: sg-0a1b2c3d, databaseName: orders, masterUsername: owner,
        masterSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf',
        masterSecretKey: 'arn:aws:kms:us-east-1:123456789012:key/1'}}
      """;

  private static final StackFile WITH_USER = LEAST.with("users", "[{name: app}]");

  @Test
  void has_a_function_make_the_users_unless_it_is_told_otherwise() {
    assertTrue(isAsked(WITH_USER));
    assertTrue(isAsked(WITH_USER.with("migrations", "{artifact: samples/function}")));
    assertTrue(isAsked(WITH_USER.with("migrations", "{run: true}")));
    assertFalse(isAsked(WITH_USER.with("migrations", "{run: false}")));
    assertFalse(isAsked(WITH_USER.with("migrations", "{run: false, artifact: samples/function}")));
    assertFalse(isAsked(LEAST));
    assertFalse(isAsked(WITH_USER.with("database", EXISTING_DATABASE)));
  }

  @Test
  void says_how_to_build_the_function(@TempDir Path project) throws IOException {
    var built = WITH_USER.settings().migrations();
    assertEquals(
        Optional.of(
            "cannot find migrations/target/function; build it with make migrations, or set run to"
                + " false and create datatier:users yourself"),
        built.missing(project));
    Files.createDirectories(project.resolve("migrations/target/function"));
    assertEquals(Optional.empty(), built.missing(project));
    var given = WITH_USER.with("migrations", "{artifact: samples/function}").settings();
    assertEquals(Optional.empty(), given.migrations().missing(project.resolve("elsewhere")));
  }

  private static boolean isAsked(StackFile file) {
    var settings = file.settings();
    return settings.migrations().requested(settings.users(), settings.database()).isPresent();
  }

  @Test
  void misses_the_users_to_be_made() {
    assertEquals(
        List.of(
            "datatier:migrations.artifact is \"samples/function\", but must be left out unless"
                + " datatier:users lists users for the function to create"),
        LEAST.with("migrations", "{artifact: samples/function}").complaints());
  }

  @Test
  void refuses_to_make_users_in_a_database_that_somebody_else_keeps() {
    assertEquals(
        List.of(
            "datatier:migrations.run is true, but must be false for an existing database: have"
                + " its master user run the output database_users_sql instead"),
        LEAST
            .with("users", "[{name: app}]")
            .with("database", EXISTING_DATABASE)
            .with("migrations", "{run: true, artifact: samples/function}")
            .complaints());
  }

  @Test
  void refuses_an_artifact_that_does_not_exist() {
    assertEquals(
        List.of(
            "datatier:migrations.artifact is \"samples/nothing\", but must be a folder or an"
                + " archive (.zip, .jar, .tar, .tgz, .tar.gz) that exists, relative to the project"),
        LEAST
            .with("users", "[{name: app}]")
            .with("migrations", "{run: true, artifact: samples/nothing}")
            .complaints());
  }
}
