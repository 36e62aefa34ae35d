package io.datatier.database;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class UsersConfigurationTest {

  @Test
  void names_what_is_missing_or_wrong_with_each_user() {
    assertEquals(
        List.of(
            "datatier:users[0].access is \"all\", but must be readWrite or readOnly",
            "datatier:users[1].name is missing: the user's name in PostgreSQL"),
        LEAST.with("users", "[{name: app, access: all}, {}]").complaints());
  }

  @Test
  void refuses_a_recovery_window_that_secrets_manager_does_not_have() {
    assertEquals(
        List.of("datatier:secretRecoveryDays is \"3\", but must be 0 or 7 to 30 days"),
        LEAST.with("secretRecoveryDays", "3").complaints());
  }

  @Test
  void tells_a_users_fault_once_and_not_again_of_those_who_log_in_as_it() {
    assertEquals(
        List.of(
            "datatier:users[0].name is \"App\", but must be 1 to 63 lower-case letters, digits and"
                + " underscores, start with a letter or an underscore and not be a name that"
                + " RDS or PostgreSQL reserves"),
        LEAST
            .with("users", "[{name: App}]")
            .with("functions", "[{name: a, artifact: samples/function, user: app}]")
            .complaints());
  }

  @Test
  void refuses_the_master_user() {
    assertEquals(
        List.of(
            "datatier:users[0].name is \"iadmin\", but must not be the master user, which exists"
                + " with the database"),
        LEAST.with("users", "[{name: iadmin}]").complaints());
  }

  @Test
  void refuses_one_user_twice() {
    assertEquals(
        List.of("datatier:users[1].name is \"app\", but must be listed once"),
        LEAST.with("users", "[{name: app}, {name: app}]").complaints());
  }
}
