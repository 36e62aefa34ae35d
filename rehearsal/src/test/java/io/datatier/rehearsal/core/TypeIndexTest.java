package io.datatier.rehearsal.core;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page that lists every type with a behavior of its own. What is checked of it is written there
 * by hand; the rest is what the classes declare. {@code -Dupdate} writes it, otherwise it is
 * compared.
 */
final class TypeIndexTest {

  private static final Path PAGE = Path.of("../docs/rehearsal-types.md");
  private static final Path CODE = Path.of("src/main/java");
  private static final String HEAD =
      "| type | what is checked | a change of these replaces it | after |\n";
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]*) \\|.*");
  private static final Pattern SOURCE =
      Pattern.compile("(internal/service/)?([a-z0-9]+/)?\\w+\\.go");

  @Test
  void lists_every_type_as_its_class_declares_it() throws IOException {
    var page = Files.readString(PAGE);
    var table = page.indexOf(HEAD);
    var made = page.substring(0, table) + table(words(page.substring(table)));
    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, made);
    }
    assertEquals(
        made,
        Files.readString(PAGE),
        "say on the page what is checked, then run once with -Dupdate");
  }

  @Test
  void says_of_every_type_what_is_checked() throws IOException {
    var said = words(Files.readString(PAGE));
    said.values().removeIf(String::isBlank);
    assertEquals(new TreeSet<>(ResourceTypes.types()), new TreeSet<>(said.keySet()));
  }

  /** What the page says of each type. */
  private static Map<String, String> words(String page) {
    return page.lines()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .collect(toMap(row -> row.group(1), row -> row.group(2).strip()));
  }

  private static String table(Map<String, String> words) throws IOException {
    var rows = new ArrayList<>(List.of(HEAD.strip(), "| --- | --- | --- | --- |"));
    for (var type : new TreeSet<>(ResourceTypes.types())) {
      var behavior = ResourceTypes.of(type).orElseThrow();
      var replacing = new TreeSet<>(behavior.traits().replacedBy());
      replacing.remove("namePrefix");
      rows.add(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  type,
                  words.getOrDefault(type, ""),
                  replacing.isEmpty() ? "nothing" : String.join(", ", replacing),
                  sources(behavior)));
    }
    return String.join("\n", rows) + "\n";
  }

  /** The provider's source that a class says it follows. */
  private static String sources(ResourceType behavior) throws IOException {
    var code =
        Files.readString(CODE.resolve(behavior.getClass().getName().replace('.', '/') + ".java"));
    var comment = code.substring(code.indexOf("/**"), code.indexOf("final class "));
    var sources =
        SOURCE
            .matcher(comment)
            .results()
            .map(MatchResult::group)
            .map(source -> source.replace("internal/service/", ""))
            .collect(Collectors.joining(", "));
    assertEquals(false, sources.isEmpty(), behavior.getClass() + " follows nothing");
    return sources;
  }
}
