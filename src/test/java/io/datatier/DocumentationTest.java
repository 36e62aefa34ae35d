package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datatier.testing.JavaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say is so. */
final class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TARGET = Pattern.compile("`?make ([a-z]+)");

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void the_stacks_in_the_project_are_lawful(String stack) throws IOException {
    var yaml = Files.readString(Path.of("Pulumi." + stack + ".yaml"));
    assertEquals("campaign", new StackFile(yaml).settings().name().value());
  }

  @Test
  void the_smallest_stack_of_the_configuration_page_works() throws IOException {
    var blocks = matches(YAML, Path.of("docs/configuration.md")).map(it -> it.group(1)).toList();
    assertEquals(1, blocks.size());
    assertEquals("datatier", new StackFile(blocks.get(0)).settings().name().value());
  }

  @ParameterizedTest
  @MethodSource("linked")
  void links_lead_somewhere(Path page) throws IOException {
    var broken = new ArrayList<String>();
    for (var link : matches(LINK, page).toList()) {
      var target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
      var part = link.group(2);
      if (!Files.exists(target) || (part != null && !anchors(target).contains(part))) {
        broken.add(link.group());
      }
    }
    assertEquals(List.of(), broken);
  }

  /** The headings of a page, as GitHub names them in links. */
  private static List<String> anchors(Path page) throws IOException {
    var text = CODE.matcher(Files.readString(page)).replaceAll("");
    return HEADING
        .matcher(text)
        .results()
        .map(it -> it.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", ""))
        .map(it -> it.strip().replace(' ', '-'))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void java_code_compiles(Path page) throws IOException {
    assertEquals(
        List.of(),
        matches(JAVA, page).flatMap(it -> new JavaSource(it.group(1)).errors().stream()).toList());
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

  static List<Path> pages() throws IOException {
    return pagesIn("README.md", "docs");
  }

  static List<Path> linked() throws IOException {
    return pagesIn(
        "README.md",
        "CHANGELOG.md",
        "docs",
        "policy/docs",
        "examples/README.md",
        "samples/README.md");
  }

  private static List<Path> pagesIn(String... places) throws IOException {
    var pages = new ArrayList<Path>();
    for (var place : places) {
      try (var found = Files.walk(Path.of(place))) {
        found.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  private static Stream<MatchResult> matches(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results().toList().stream();
  }
}
