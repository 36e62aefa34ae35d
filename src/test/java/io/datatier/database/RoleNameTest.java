package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoleNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"app", "App", "_app", "app-user", "app.user", "app$", "app@acme", "0a1b"})
  void takes_what_a_role_may_be_called_in_quotes(String name) {
    assertEquals(name, new RoleName(name).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "app*", "ap?", "a/b", "a:b", "${a}", "an app", "-app", "a\"b", "\u00e4"})
  void refuses_what_would_mean_something_else_elsewhere(String name) {
    assertThrows(InvalidValue.class, () -> new RoleName(name));
  }
}
