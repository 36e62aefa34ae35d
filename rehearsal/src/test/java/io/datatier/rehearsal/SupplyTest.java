package io.datatier.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What keeps the supply of the project in order is about all of it. */
final class SupplyTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  /** What is built from these is published, or runs in AWS. */
  private static final Set<String> PUBLISHED =
      Set.of("/", "/migrations", "/policy", "/policy/sdk", "/rehearsal", "/sweep");

  @ParameterizedTest
  @CsvSource({
    "maven, pom.xml",
    "gomod, go.mod",
    "npm, package.json",
    "pip, requirements.txt",
  })
  void every_manifest_is_looked_after(String ecosystem, String manifest) throws IOException {
    assertEquals(foldersWith(manifest), watched(ecosystem));
  }

  private static Set<String> watched(String ecosystem) throws IOException {
    Map<String, List<Map<String, Object>>> config =
        new Yaml().load(Files.readString(CHECKOUT.resolve(".github/dependabot.yml")));
    return config.getOrDefault("updates", List.of()).stream()
        .filter(update -> ecosystem.equals(update.get("package-ecosystem")))
        .flatMap(
            update ->
                update.get("directories") instanceof List<?> several
                    ? several.stream().map(String::valueOf)
                    : Stream.of(String.valueOf(update.get("directory"))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> foldersWith(String manifest) throws IOException {
    try (var files = Files.find(CHECKOUT, 4, (file, kind) -> file.endsWith(manifest))) {
      return files
          .map(file -> "/" + CHECKOUT.relativize(file.resolveSibling("")))
          .filter(folder -> !folder.matches(".*/(target|\\.(?!github).*|node_modules|dist)(/.*)?"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void what_is_published_is_built_to_the_same_bytes() throws IOException {
    for (var folder : PUBLISHED) {
      var pom = Files.readString(CHECKOUT.resolve(folder.substring(1)).resolve("pom.xml"));
      assertTrue(pom.contains("<project.build.outputTimestamp>"), folder);
    }
  }

  @Test
  void the_changelog_tells_of_the_version() throws IOException {
    var changes = Files.readString(CHECKOUT.resolve("CHANGELOG.md"));
    var pom = Files.readString(CHECKOUT.resolve("pom.xml"));
    var version = pom.split("<version>", 2)[1].split("</version>", 2)[0];

    assertTrue(changes.contains("\n## " + version + "\n"), version);
  }
}
