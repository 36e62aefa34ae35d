package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The parts have no common parent (docs/decisions/008-pack-runs-from-source.md), so each states the
 * release; this test says which one is behind.
 */
final class ReleaseNumberTest {

  private static final Pattern OURS =
      Pattern.compile(
          "<groupId>io\\.datatier</groupId>\\s*<artifactId>[\\w-]+</artifactId>\\s*"
              + "<version>([^<$]+)</version>");
  private static final Pattern YAML = Pattern.compile("(?m)^version: (.*)$");
  private static final Pattern JAVA = Pattern.compile("named\\(\"datatier\", \"([^\"]+)\"\\)");

  @Test
  void is_the_same_wherever_it_is_written() throws IOException {
    var release = written(OURS, Path.of("pom.xml")).get(0);
    var written = new TreeMap<String, List<String>>();
    try (var all = Files.find(Path.of(""), 4, (path, its) -> isPomOrPage(path))) {
      all.forEach(path -> written.put(path.toString(), written(OURS, path)));
    }
    Map.of(
            "policy/PulumiPolicy.yaml", YAML,
            "policy/src/main/java/io/datatier/policy/DataTierPolicyPack.java", JAVA)
        .forEach((path, pattern) -> written.put(path, written(pattern, Path.of(path))));
    written.values().removeIf(List::isEmpty);
    assertEquals(
        List.of(
            "bench/java-floor/pom.xml",
            "bench/pom.xml",
            "examples/sweep/pom.xml",
            "migrations/pom.xml",
            "policy/PulumiPolicy.yaml",
            "policy/docs/writing-rules.md",
            "policy/pom.xml",
            "policy/sdk/pom.xml",
            "policy/src/main/java/io/datatier/policy/DataTierPolicyPack.java",
            "policy/template/pom.xml",
            "pom.xml",
            "proof/pom.xml",
            "rehearsal/pom.xml",
            "samples/java/pom.xml",
            "sweep/pom.xml",
            "template/pom.xml"),
        List.copyOf(written.keySet()));
    written.values().removeIf(versions -> versions.stream().allMatch(release::equals));
    assertEquals(new TreeMap<>(), written);
  }

  private static boolean isPomOrPage(Path path) {
    var name = path.getFileName().toString();
    return (name.equals("pom.xml") || name.endsWith(".md"))
        && Stream.of(path.toString().split("/", -1))
            .noneMatch(folder -> folder.equals("target") || folder.equals("dist"));
  }

  private static List<String> written(Pattern pattern, Path path) {
    try {
      return pattern.matcher(Files.readString(path)).results().map(it -> it.group(1)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
