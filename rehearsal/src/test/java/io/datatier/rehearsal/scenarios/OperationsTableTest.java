package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of changes in docs/operations.md, and the scenarios that it says prove them. */
final class OperationsTableTest {

  private static final String HEADER =
      "| change | preview | interrupted in AWS | proved by |\n| --- | --- | --- | --- |\n";

  private static final Path SCENARIOS = Path.of("src/test/java/io/datatier/rehearsal/scenarios");

  @Test
  void names_scenarios_that_there_are_and_all_that_change_live_stacks() throws IOException {
    assertEquals(Set.of(), without(named(), scenariosWith("@Test")), "named, and not there");
    assertEquals(Set.of(), without(scenariosWith("LiveStack.of("), named()), "not named");
  }

  private static Set<String> without(Set<String> these, Set<String> those) {
    var rest = new TreeSet<>(these);
    rest.removeAll(those);
    return rest;
  }

  private static Set<String> scenariosWith(String code) throws IOException {
    try (var found = Files.list(SCENARIOS)) {
      var scenarios = new TreeSet<String>();
      for (var file : found.filter(it -> it.toString().endsWith("Scenario.java")).toList()) {
        if (Files.readString(file).contains(code)) {
          scenarios.add(file.getFileName().toString().replace(".java", ""));
        }
      }
      return scenarios;
    }
  }

  private static Set<String> named() throws IOException {
    var page = Files.readString(Stage.parts("dev").operations());
    var rows = page.substring(page.indexOf(HEADER) + HEADER.length());
    return rows.lines()
        .takeWhile(line -> line.startsWith("|"))
        .map(row -> List.of(row.split("\\|", -1)))
        .map(cells -> cells.get(cells.size() - 2).strip().replace("`", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
