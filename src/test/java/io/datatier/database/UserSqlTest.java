package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.values.InvalidValue;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UserSqlTest {

  private static final DatabaseName DATABASE = new DatabaseName("campaign_system");
  private static final MasterUsername MASTER = new MasterUsername("iadmin");

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
  void makes_and_grants_what_each_user_may_do() {
    assertEquals(
        """
        BEGIN;
        SELECT pg_advisory_xact_lock(7282105741003190411);
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
        DO $create$
        BEGIN
          IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'orders') THEN
            CREATE ROLE "orders" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
          END IF;
        END
        $create$;
        ALTER ROLE "orders" LOGIN NOCREATEDB NOCREATEROLE;
        GRANT CONNECT ON DATABASE "campaign_system" TO "orders";
        GRANT USAGE ON SCHEMA public TO "orders";
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "orders";
        ALTER DEFAULT PRIVILEGES FOR ROLE "iadmin" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "orders";
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "orders";
        ALTER DEFAULT PRIVILEGES FOR ROLE "iadmin" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "orders";
        DO $create$
        BEGIN
          IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'reports') THEN
            CREATE ROLE "reports" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
          END IF;
        END
        $create$;
        ALTER ROLE "reports" LOGIN NOCREATEDB NOCREATEROLE;
        GRANT CONNECT ON DATABASE "campaign_system" TO "reports";
        GRANT USAGE ON SCHEMA public TO "reports";
        REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public FROM "reports";
        ALTER DEFAULT PRIVILEGES FOR ROLE "iadmin" IN SCHEMA public REVOKE INSERT, UPDATE, DELETE ON TABLES FROM "reports";
        REVOKE USAGE ON ALL SEQUENCES IN SCHEMA public FROM "reports";
        ALTER DEFAULT PRIVILEGES FOR ROLE "iadmin" IN SCHEMA public REVOKE USAGE ON SEQUENCES FROM "reports";
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO "reports";
        ALTER DEFAULT PRIVILEGES FOR ROLE "iadmin" IN SCHEMA public GRANT SELECT ON TABLES TO "reports";
        GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO "reports";
        ALTER DEFAULT PRIVILEGES FOR ROLE "iadmin" IN SCHEMA public GRANT SELECT ON SEQUENCES TO "reports";
        COMMIT;
        """,
        sql(DatabaseUser.readWrite("orders"), DatabaseUser.readOnly("reports")).text());
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
