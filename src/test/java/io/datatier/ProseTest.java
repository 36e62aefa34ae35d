package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pages, messages and comments are free of phrases that only translations use. */
final class ProseTest {

  private static final Pattern TRANSLATED =
      Pattern.compile(
          "\\b(?:for ever|anew|all the same|fault of its own"
              + "|(?<!there )is no (?:file|folder|jar|list|policy))\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME = Pattern.compile("@param \\w+|\\{@(?:code|link) [^}]*}");

  /** A comment or a text of more than one word. */
  private static final Pattern PROSE =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|'(?:[^'\\\\]|\\\\.)'|\"(?:[^\"\\\\\\n]|\\\\.)*\"",
          Pattern.DOTALL);

  @Test
  void reads_as_written_not_as_translated() throws IOException {
    var read = 0;
    var found = new ArrayList<String>();
    for (var file : files()) {
      var text = Files.readString(file);
      found.addAll(translated(file, file.toString().endsWith(".java") ? prose(text) : text));
      read++;
    }
    assertTrue(read > 800, "only " + read + " files");
    assertEquals(List.of(), found);
  }

  private static List<String> translated(Path file, String text) {
    return TRANSLATED
        .matcher(text.replaceAll("\\s+(?:\\* )?", " "))
        .results()
        .map(it -> file + ": " + it.group())
        .toList();
  }

  private static String prose(String source) {
    return PROSE
        .matcher(source)
        .results()
        .map(it -> it.group())
        .filter(it -> it.contains(" "))
        .map(it -> NAME.matcher(it).replaceAll(""))
        .collect(Collectors.joining("\n"));
  }

  private static List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    try (var all = Files.walk(Path.of("."))) {
      all.map(Path::normalize).filter(ProseTest::isOurs).sorted().forEach(files::add);
    }
    return files;
  }

  private static boolean isOurs(Path file) {
    var name = file.toString();
    return !name.matches("(?:.*/)?(?:target|node_modules|releases|\\.[a-z]+)/.*")
        && (name.endsWith(".md")
            || name.equals("Makefile")
            || name.equals("engine/obtain")
            || (name.endsWith(".java") && name.matches("(?:.*/)?src/main/.*")));
  }
}
