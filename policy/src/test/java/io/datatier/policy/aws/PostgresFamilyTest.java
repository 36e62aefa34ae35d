package io.datatier.policy.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresFamilyTest {

  @ParameterizedTest
  @CsvSource({
    "postgres14, false, 14, false",
    "postgres15, false, 15, true",
    "postgres9.6, false, 9, false",
    "default.postgres18, false, 18, true",
    "aurora-postgresql16, true, 16, false",
    "aurora-postgresql17, true, 17, true",
    "default.aurora-postgresql9.6, true, 9, false",
    "Postgres14, false, 14, false",
    "Default.Aurora-PostgreSQL16, true, 16, false"
  })
  void knows_which_force_tls_by_default(String name, boolean aurora, int major, boolean forces) {
    var family = PostgresFamily.of(name);
    assertEquals(Optional.of(new PostgresFamily(aurora, major)), family);
    assertEquals(Optional.of(forces), family.map(PostgresFamily::forcesTlsByDefault));
  }

  @Test
  void takes_engine_and_version_together() {
    assertEquals(Optional.of(new PostgresFamily(false, 16)), PostgresFamily.of("postgres", "16.4"));
    assertEquals(
        Optional.of(new PostgresFamily(true, 15)), PostgresFamily.of("aurora-postgresql", "15"));
    assertEquals(
        Optional.of(new PostgresFamily(false, 11)),
        PostgresFamily.of("postgres", "11.22-rds.20240418"));
    assertEquals(
        Optional.of(new PostgresFamily(true, 16)),
        PostgresFamily.of("aurora-postgresql", "16.4-limitless"));
    assertEquals(Optional.empty(), PostgresFamily.of("postgres", "newest"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mysql8.0", "postgres", "postgresql16", "aurora-mysql8.0", "my-group"})
  void knows_what_is_none(String name) {
    assertEquals(Optional.empty(), PostgresFamily.of(name));
  }
}
