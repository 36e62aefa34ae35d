package io.datatier.rehearsal.scenarios;

import static java.util.stream.Collectors.toCollection;

import io.datatier.rehearsal.engine.EventLog.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** What docs/adopt.md says besides its commands. */
record AdoptionPage(Path file) {

  private static final Pattern CONFIG = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  /** Rows without a resource belong to the one above. */
  private static final Pattern ROW =
      Pattern.compile("^\\| (?:`(\\S+)` )?\\| (deleted|`[^|]+`) \\|", Pattern.MULTILINE);

  private static final Pattern PROPERTY = Pattern.compile("`(\\w+)`");

  /** The stack's configuration, as far as it differs from the one in the project. */
  Map<String, Object> config() throws IOException {
    var example = CONFIG.matcher(Files.readString(file)).results().findFirst().orElseThrow();
    Map<String, Map<String, Object>> stack = new Yaml().load(example.group(1));
    return stack.getOrDefault("config", Map.of());
  }

  /** What the table says is done to the resources that were there, by their names. */
  SortedMap<String, Change> changes() throws IOException {
    var changes = new TreeMap<String, Change>();
    var name = "";
    for (var row : ROW.matcher(Files.readString(file)).results().toList()) {
      name = row.group(1) == null ? name : row.group(1);
      changes.merge(name, change(row), AdoptionPage::both);
    }
    return changes;
  }

  private static Change change(MatchResult row) {
    return new Change(
        row.group(2).equals("deleted") ? "delete" : "update",
        PROPERTY
            .matcher(row.group(2))
            .results()
            .map(property -> property.group(1))
            .collect(toCollection(TreeSet::new)));
  }

  private static Change both(Change one, Change more) {
    var properties = new TreeSet<>(one.properties());
    properties.addAll(more.properties());
    return new Change(one.operation(), properties);
  }
}
