package io.datatier.proof.driver;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What in a server's log RDS Proxy pins a session for (RDS user guide, "Avoiding pinning an RDS
 * Proxy": SET, PREPARE, DISCARD, DEALLOCATE, temporary tables, cursors, LISTEN, advisory locks).
 * Statements that the protocol prepares are named apart: RDS Proxy has shared connections with them
 * since November 2023, PgBouncer does since 1.21.
 */
final class Pinning {

  /** With log_statement = all, a line per statement; further lines of it are indented. */
  private static final Pattern STATEMENT =
      Pattern.compile("LOG:  (?:statement: |execute (?<name>[^:]+): )(?<text>.+(?:\\n\\t.*)*)");

  private static final Map<String, Pattern> PINS =
      Map.ofEntries(
          statement("SET"),
          statement("RESET"),
          statement("DISCARD"),
          statement("PREPARE"),
          statement("DEALLOCATE"),
          statement("LISTEN"),
          statement("UNLISTEN"),
          statement("CLOSE ALL"),
          Map.entry("cursor", beginning("DECLARE")),
          Map.entry("temporary table", beginning("CREATE (GLOBAL |LOCAL )?TEMP(ORARY)?")),
          Map.entry("advisory locks", Pattern.compile("(?i)pg_(try_)?advisory")));

  private static Map.Entry<String, Pattern> statement(String words) {
    return Map.entry(words, beginning(words));
  }

  /** Several statements may come together. */
  private static Pattern beginning(String words) {
    return Pattern.compile("(?i)(^|;)\\s*" + words + "\\b");
  }

  private Pinning() {}

  /** The kinds of statement in a log that pin. */
  static List<String> in(String log) {
    return STATEMENT
        .matcher(log)
        .results()
        .flatMap(found -> kinds(found.group(1), found.group(2)))
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<String> kinds(String name, String text) {
    return Stream.concat(
        name == null || name.equals("<unnamed>") ? Stream.of() : Stream.of("prepared statement"),
        PINS.entrySet().stream()
            .filter(kind -> kind.getValue().matcher(text.toUpperCase(Locale.ROOT)).find())
            .map(Map.Entry::getKey));
  }
}
