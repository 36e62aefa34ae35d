package io.datatier.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

final class PostgresVersionTest {

  private static final List<String> RUNNING =
      List.of("16.9-limitless", "17.4", "17.6", "17.10-rds.20250814", "18", "unheard-of", "");

  @Test
  void compares_itself_with_whatever_aws_answers() {
    assertEquals(
        List.of("17.4", "17.6", "17.10-rds.20250814"), which("17", PostgresVersion::isMetBy));
    assertEquals(List.of("17.6"), which("17.6", PostgresVersion::isMetBy));
    assertEquals(List.of("17.10-rds.20250814", "18"), which("17.6", PostgresVersion::isBefore));
    assertEquals(
        List.of("16.9-limitless", "unheard-of", ""), which("17", PostgresVersion::isMajorAbove));
  }

  private static List<String> which(String version, BiPredicate<PostgresVersion, String> question) {
    return RUNNING.stream().filter(it -> question.test(new PostgresVersion(version), it)).toList();
  }
}
