package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.values.InvalidValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UserSqlTest {

  private static final DatabaseName DATABASE = new DatabaseName("campaign_system");
  private static final MasterUsername MASTER = new MasterUsername("iadmin");
  private static final Path TESTED =
      Path.of("migrations/src/test/resources/io/datatier/migrations/users.sql");

  @Test
  void is_one_transaction_under_one_lock_also_without_users() {
    assertEquals(
        """
        BEGIN;
        SELECT pg_advisory_xact_lock(7282105741003190411);
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
        COMMIT;
        """,
        sql().text());
  }

  @Test
  void makes_and_grants_what_the_tests_of_migrations_see_on_a_real_server() throws IOException {
    var text = sql(DatabaseUser.readWrite("orders"), DatabaseUser.readOnly("reports")).text();
    if (System.getProperty("update") != null) {
      Files.writeString(TESTED, text);
    }
    assertEquals(
        Files.readString(TESTED), text, "run once with -Dupdate, then the tests of migrations");
  }

  @Test
  void refuses_the_master_user_however_it_is_written() {
    var user = DatabaseUser.readWrite("iadmin");
    assertThrows(InvalidValue.class, () -> sql(user));
    assertThrows(
        InvalidValue.class,
        () -> new UserSql(DATABASE, new MasterUsername("IAdmin"), List.of(user)));
  }

  @Test
  void refuses_a_user_listed_twice() {
    assertThrows(
        InvalidValue.class,
        () -> sql(DatabaseUser.readWrite("orders"), DatabaseUser.readOnly("orders")));
  }

  private static UserSql sql(DatabaseUser... users) {
    return new UserSql(DATABASE, MASTER, List.of(users));
  }
}
