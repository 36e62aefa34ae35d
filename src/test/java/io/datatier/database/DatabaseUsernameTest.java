package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUsernameTest {

  private static final String LONGEST = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(strings = {"a", "_a", "orders", "orders_2", "rdsreader", "pgreader", "publican"})
  void takes_lawful_roles(String name) {
    assertEquals(name, new DatabaseUsername(name).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "Orders", "a-b", "a b", "a.b", "ä", "a\"b", "a'b", "a;", "a\n"})
  void refuses_what_some_tool_would_not_find(String name) {
    assertThrows(InvalidValue.class, () -> new DatabaseUsername(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "select", "public", "none", "pg_monitor", "rds_iam", "rdsadmin"})
  void refuses_names_that_are_kept(String name) {
    assertThrows(InvalidValue.class, () -> new DatabaseUsername(name));
  }

  @Test
  void ends_at_63_characters() {
    assertEquals(LONGEST, new DatabaseUsername(LONGEST).value());
    assertThrows(InvalidValue.class, () -> new DatabaseUsername(LONGEST + "a"));
  }
}
