package io.datatier.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
    "docker, Dockerfile",
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

  /** Without a list of its own, Renovate leaves out examples and tests (config:recommended). */
  @Test
  void renovate_looks_at_every_manifest() throws IOException {
    assertEquals(List.of("**/node_modules/**"), texts(renovate().getAsJsonArray("ignorePaths")));
  }

  @Test
  void renovate_moves_the_engine_of_the_workflows() throws IOException {
    var manager = renovate().getAsJsonArray("customManagers").get(0).getAsJsonObject();
    var version = Pattern.compile(texts(manager.getAsJsonArray("matchStrings")).get(0));
    var file = texts(manager.getAsJsonArray("managerFilePatterns")).get(0);
    var files = Pattern.compile(file.substring(1, file.length() - 1));
    var moved = new TreeSet<String>();
    try (var all =
        Files.find(CHECKOUT.resolve(".github"), 4, (each, kind) -> kind.isRegularFile())) {
      for (var each : all.toList()) {
        var name = CHECKOUT.relativize(each).toString();
        var text = Files.readString(each);
        if (text.contains("pulumi-version:")) {
          var found = version.matcher(text);
          assertTrue(files.matcher(name).find() && found.find(), name);
          moved.add(found.group("currentValue"));
        }
      }
    }
    assertEquals(1, moved.size(), moved::toString);
    assertTrue(moved.first().matches("\\d+\\.\\d+\\.\\d+"), moved.first());
  }

  private static JsonObject renovate() throws IOException {
    return JsonParser.parseString(Files.readString(CHECKOUT.resolve("renovate.json")))
        .getAsJsonObject();
  }

  private static List<String> texts(JsonArray array) {
    return array.asList().stream().map(JsonElement::getAsString).toList();
  }

  /** What the template's pom asks for, which no public repository has yet. */
  @Test
  void make_installs_what_the_template_needs() throws Exception {
    var make =
        new ProcessBuilder("make", "--dry-run", "components")
            .directory(CHECKOUT.toFile())
            .redirectErrorStream(true);
    // What a `make` that runs these tests hands down would make this one a part of it.
    make.environment().keySet().removeAll(Set.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS"));
    var running = make.start();
    var commands = new String(running.getInputStream().readAllBytes(), UTF_8);

    assertEquals(0, running.waitFor(), commands);
    assertTrue(commands.contains(" -Prelease -Dmaven.test.skip=true install"), commands);
    assertFalse(commands.contains(" -f "), commands);
    var project = coordinates(Files.readString(CHECKOUT.resolve("pom.xml")));
    var template = Files.readString(CHECKOUT.resolve("template/pom.xml"));
    assertEquals(project, coordinates(template.split("<dependency>", 2)[1]));
  }

  /** Group, artifact and version that come first. */
  private static List<String> coordinates(String pom) {
    return Stream.of("groupId", "artifactId", "version")
        .map(name -> pom.split("<" + name + ">", 2)[1].split("<", 2)[0])
        .toList();
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
