package io.datatier.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.config.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RdsNameTest {

  private static final String LONGEST = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(strings = {"a", "campaign-postgres-proxy-dev", "a-1-b", "db2"})
  void takes_what_rds_takes(String name) {
    assertEquals(name, new RdsName(name).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "a--b", "1a", "A", "a_b", "a.b", "ä"})
  void refuses_what_rds_refuses(String name) {
    assertFalse(RdsName.isValid(name));
    assertThrows(InvalidValue.class, () -> new RdsName(name));
  }

  @Test
  void ends_at_63_characters() {
    assertTrue(RdsName.isValid(LONGEST));
    assertFalse(RdsName.isValid(LONGEST + "a"));
  }
}
