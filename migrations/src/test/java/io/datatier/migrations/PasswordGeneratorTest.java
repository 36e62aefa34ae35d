package io.datatier.migrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PasswordGeneratorTest {

  private final PasswordGenerator passwords = new PasswordGenerator();

  @Test
  void never_makes_the_same_twice() {
    assertEquals(
        1_000, Stream.generate(passwords::next).limit(1_000).collect(Collectors.toSet()).size());
  }

  @Test
  void makes_what_rds_takes_and_a_url_needs_not_escape() {
    assertTrue(
        Stream.generate(passwords::next)
            .limit(1_000)
            .allMatch(it -> it.matches("[A-Za-z0-9._~-]{32}")));
  }
}
