package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UserSqlTest {

  private static final MasterUsername MASTER = new MasterUsername("iadmin");
  private static final Path OF_FUNCTION =
      Path.of("migrations/src/main/resources/io/datatier/migrations/users.sql");

  @Test
  void lists_the_users_and_then_runs_what_the_migration_function_runs() throws IOException {
    assertEquals(
        """
        SELECT set_config('datatier.users', '[{"name":"orders","access":"readWrite"},\
        {"name":"reports","access":"readOnly"}]', false);
        """
            + Files.readString(OF_FUNCTION),
        sql(DatabaseUser.readWrite("orders"), DatabaseUser.readOnly("reports")).text());
  }

  @Test
  void is_one_transaction_under_one_lock_also_without_users() {
    var statements = sql().text().lines().filter(line -> line.matches("[A-Z][^;]*;")).toList();
    assertEquals(
        List.of(
            "SELECT set_config('datatier.users', '[]', false);",
            "BEGIN;",
            "SELECT pg_advisory_xact_lock(7282105741003190411);",
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
            "COMMIT;"),
        statements);
  }

  @Test
  void refuses_the_master_user_however_it_is_written() {
    var user = DatabaseUser.readWrite("iadmin");
    assertThrows(InvalidValue.class, () -> sql(user));
    assertThrows(
        InvalidValue.class, () -> new UserSql(new MasterUsername("IAdmin"), List.of(user)));
  }

  @Test
  void refuses_a_user_listed_twice() {
    assertThrows(
        InvalidValue.class,
        () -> sql(DatabaseUser.readWrite("orders"), DatabaseUser.readOnly("orders")));
  }

  private static UserSql sql(DatabaseUser... users) {
    return new UserSql(MASTER, List.of(users));
  }
}
