package io.datatier.rehearsal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page that lists every type with a class of its own, as these classes declare and document it.
 * {@code -Dupdate} writes it, otherwise it is compared.
 */
final class TypeIndexTest {

  private static final Path PAGE = Path.of("../docs/rehearsal-types.md");
  private static final Path CODE = Path.of("src/main/java");
  private static final String HEAD =
      "| type | what is checked | changes that force replacement | source |\n";
  private static final Pattern SOURCE =
      Pattern.compile("(internal/service/)?([a-z0-9]+/)?\\w+\\.go");
  private static final Pattern CHECKED =
      Pattern.compile("<p>Checked: (?<words>.+?)\\.\\s*$", Pattern.DOTALL);

  @Test
  void lists_every_type_as_its_class_declares_it() throws IOException {
    var page = Files.readString(PAGE);
    var made = page.substring(0, page.indexOf(HEAD)) + table();
    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, made);
    }
    assertEquals(made, Files.readString(PAGE), "run once with -Dupdate");
  }

  private static String table() throws IOException {
    var rows = new ArrayList<>(List.of(HEAD.strip(), "| --- | --- | --- | --- |"));
    for (var token : new TreeSet<>(ResourceTypes.types())) {
      var type = ResourceTypes.of(token).orElseThrow();
      var comment = comment(type);
      var replacing = new TreeSet<>(type.traits().replacedBy());
      replacing.remove("namePrefix");
      rows.add(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  token,
                  checked(type, comment),
                  replacing.isEmpty() ? "nothing" : String.join(", ", replacing),
                  sources(type, comment)));
    }
    return String.join("\n", rows) + "\n";
  }

  /** What a class says of itself, without the signs of a comment. */
  private static String comment(ResourceType type) throws IOException {
    var code =
        Files.readString(CODE.resolve(type.getClass().getName().replace('.', '/') + ".java"));
    return code.substring(code.indexOf("/**") + 3, code.indexOf("*/"))
        .replaceAll("\\n \\*", "\n")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String checked(ResourceType type, String comment) {
    var words = CHECKED.matcher(comment);
    assertEquals(true, words.find(), type.getClass() + " does not say what is checked");
    return words.group("words");
  }

  /** The provider's source that a class says it follows. */
  private static String sources(ResourceType type, String comment) {
    var sources =
        SOURCE
            .matcher(comment)
            .results()
            .map(MatchResult::group)
            .map(source -> source.replace("internal/service/", ""))
            .collect(Collectors.joining(", "));
    assertNotEquals("", sources, type.getClass() + " follows nothing");
    return sources;
  }
}
