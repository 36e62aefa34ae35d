package io.datatier.rehearsal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.lambda.LambdaFunction;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.rds.DbProxy;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens where nobody can log in; the scenarios log in. */
final class LoginRehearsalTest {

  private static final Account TIER =
      Account.empty()
          .with(
              made(
                  DbInstance.TYPE,
                  Map.of(
                      "address",
                      Value.of("database.example"),
                      "masterUserSecrets",
                      new Value.Items(List.of(Fields.of(Map.of("secretArn", Value.of("arn"))))))))
          .with(made(DbProxy.TYPE, Map.of("endpoint", Value.of("proxy.example"))))
          .with(
              made(
                  LambdaFunction.TYPE,
                  Map.of(
                      "environment",
                      Fields.of(
                          Map.of(
                              "variables",
                              Fields.of(
                                  Map.of("RDS_PROXY_ENDPOINT", Value.of("proxy.example"))))))));

  @TempDir private Path folder = Path.of("");

  @Test
  void says_how_to_get_postgresql_where_there_is_none() throws Exception {
    assertEquals(
        List.of(
            "skipped: PostgreSQL is not installed: no initdb on PATH or in the usual folders."
                + " Install the package postgresql (apt, dnf) or postgresql@17 (Homebrew), and"
                + " rehearse again"),
        rehearsal(TIER, Optional.empty()).run());
  }

  @Test
  void says_that_nobody_logs_in() throws Exception {
    assertEquals(
        List.of("skipped: no function logs in to a database and a proxy that the stack creates"),
        rehearsal(Account.empty(), Optional.empty()).run());
  }

  @Test
  void says_which_function_is_not_built() {
    var postgres = new InstalledPostgres(folder);
    var missing =
        assertThrows(
            FileNotFoundException.class, () -> rehearsal(TIER, Optional.of(postgres)).run());
    assertTrue(String.valueOf(missing.getMessage()).contains("migrations/target/function"));
  }

  @Test
  void says_why_postgresql_does_not_start() throws Exception {
    for (var code : List.of("migrations/target/function", "samples/java/target/function")) {
      Files.createDirectories(folder.resolve(code));
    }
    for (var command : List.of("initdb", "postgres")) {
      var script = folder.resolve(command);
      Files.writeString(script, "#!/bin/sh\necho \"no room\"; exit 1\n");
      assertTrue(script.toFile().setExecutable(true));
    }
    assertEquals(
        List.of("skipped: PostgreSQL in " + folder + " cannot be started: no room"),
        rehearsal(TIER, Optional.of(new InstalledPostgres(folder))).run());
  }

  @Test
  void finds_postgresql_where_its_commands_are() throws Exception {
    var empty = Files.createDirectory(folder.resolve("empty"));
    var bin = Files.createDirectory(folder.resolve("bin"));
    for (var command : List.of("initdb", "postgres")) {
      assertTrue(Files.createFile(bin.resolve(command)).toFile().setExecutable(true));
    }
    var links = Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("initdb"), bin.resolve("initdb"));
    assertEquals(
        Optional.of(bin.toRealPath()),
        InstalledPostgres.first(Stream.of(empty, links)).map(InstalledPostgres::folder));
    assertEquals(
        Optional.of(bin.toRealPath()),
        InstalledPostgres.find(Map.of("PATH", bin.toString())).map(InstalledPostgres::folder));
    assertEquals(Optional.empty(), InstalledPostgres.first(Stream.of(empty)));
  }

  private LoginRehearsal rehearsal(Account account, Optional<InstalledPostgres> postgres) {
    return new LoginRehearsal(
        account, folder, LoginRehearsal.sampleOf(folder), folder.resolve("log"), postgres);
  }

  private static Entity made(String type, Map<String, Value> properties) {
    return new Entity(type, "one", "us-east-1", new Origin.Made(), Fields.of(properties));
  }
}
