package io.datatier.migrations;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MigrationsConfigurationTest {

  private static final String EXISTING_DATABASE =
      """
      {existing: {kind: cluster, identifier: orders, hasReaders: true,
        securityGroup: sg-0a1b2c3d, databaseName: orders, masterUsername: owner,
        masterSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf',
        masterSecretKey: 'arn:aws:kms:us-east-1:123456789012:key/1'}}
      """;

  @Test
  void misses_the_users_to_be_made() {
    assertEquals(
        List.of(
            "datatier:migrations.artifact is \"samples/function\", but must be left out unless"
                + " datatier:users lists users for the function to make"),
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
            "datatier:migrations.artifact is \"samples/nothing\", but must be a file or folder"
                + " that exists, seen from the project"),
        LEAST
            .with("users", "[{name: app}]")
            .with("migrations", "{run: true, artifact: samples/nothing}")
            .complaints());
  }
}
