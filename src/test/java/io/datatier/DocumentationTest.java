package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.Gson;
import io.datatier.config.Fault;
import io.datatier.config.InvalidConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What the pages say is so. */
final class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
  private static final Pattern KEY = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TARGET = Pattern.compile("`?make ([a-z]+)");
  private static final Pattern KNOWN = Pattern.compile("known here: (.*)");
  private static final Set<String> OBJECTS =
      Set.of(
          "datatier:network",
          "datatier:database",
          "datatier:proxy",
          "datatier:proxy.pool",
          "datatier:functions",
          "datatier:alarms");
  private static final Pattern SECTION = Pattern.compile("\\*\\*`datatier:(\\w+)`\\*\\*");

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void the_stacks_in_the_project_are_lawful(String stack) throws IOException {
    var yaml = Files.readString(Path.of("Pulumi." + stack + ".yaml"));
    assertEquals("campaign", settings(yaml, stack).name());
  }

  @Test
  void the_smallest_stack_of_the_configuration_page_works() throws IOException {
    var blocks = matches(YAML, Path.of("docs/configuration.md")).map(it -> it.group(1)).toList();
    assertEquals(1, blocks.size());
    assertEquals("datatier", settings(blocks.get(0), "dev").name());
  }

  @Test
  void the_configuration_page_lists_exactly_the_keys_there_are() throws IOException {
    assertEquals(keysOfProgram(), keysOfPage());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_lead_somewhere(Path page) throws IOException {
    var broken =
        matches(LINK, page)
            .map(it -> it.group(1))
            .filter(link -> !Files.exists(parent(page).resolve(link)))
            .toList();
    assertEquals(List.of(), broken);
  }

  @Test
  void the_targets_that_the_readme_names_exist() throws IOException {
    var makefile = Files.readString(Path.of("Makefile"));
    var named = matches(TARGET, Path.of("README.md")).map(it -> it.group(1)).toList();
    assertFalse(named.isEmpty());
    assertEquals(
        List.of(),
        named.stream().filter(target -> !makefile.contains("\n" + target + ": ")).toList());
  }

  static Stream<Path> pages() throws IOException {
    try (var found = Files.walk(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), found.sorted().toList().stream())
          .filter(page -> page.toString().endsWith(".md"))
          .toList()
          .stream();
    }
  }

  private static StackSettings settings(String yaml, String stack) {
    Map<String, Map<String, Object>> file = new Yaml().load(yaml);
    var config =
        file.getOrDefault("config", Map.of()).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> asTheEngineDoes(it.getValue())));
    return StackSettings.of("datatier", stack, config, Set.of());
  }

  private static String asTheEngineDoes(Object value) {
    return value instanceof Map || value instanceof List
        ? new Gson().toJson(value)
        : value.toString();
  }

  /** Asks every object of the configuration for a key that none has: each names those it has. */
  private static Set<String> keysOfProgram() {
    var probe = "\"nobody-has-this\": 1";
    var keys = new TreeSet<String>();
    for (var network : List.of("vpcId", "zones")) {
      var config =
          Map.of(
              "datatier:nobody-has-this", "1",
              "datatier:network", "{\"%s\": 1, %s}".formatted(network, probe),
              "datatier:database", "{%s}".formatted(probe),
              "datatier:proxy", "{%1$s, \"pool\": {%1$s}}".formatted(probe),
              "datatier:functions", "[{%s}]".formatted(probe),
              "datatier:alarms", "{%s}".formatted(probe));
      assertThrows(
              InvalidConfiguration.class,
              () -> StackSettings.of("datatier", "dev", config, Set.of()))
          .faults()
          .forEach(fault -> keys.addAll(keysNamedBy(fault)));
    }
    keys.removeAll(OBJECTS);
    return keys;
  }

  private static List<String> keysNamedBy(Fault fault) {
    var named = KNOWN.matcher(fault.problem());
    var object = fault.key().replace("nobody-has-this", "").replaceAll("\\[\\d+]", "");
    return named.find()
        ? Stream.of(named.group(1).split(", ", -1)).map(key -> object + key).toList()
        : List.of();
  }

  private static Set<String> keysOfPage() throws IOException {
    var keys = new TreeSet<String>();
    var section = "";
    for (var line : Files.readAllLines(Path.of("docs/configuration.md"))) {
      var heading = SECTION.matcher(line);
      if (heading.lookingAt()) {
        section = "datatier:" + heading.group(1) + ".";
      }
      var row = KEY.matcher(line);
      if (row.find()) {
        keys.add(section + row.group(1));
      }
    }
    return keys;
  }

  private static Stream<MatchResult> matches(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results().toList().stream();
  }

  private static Path parent(Path page) {
    return page.resolveSibling("");
  }
}
