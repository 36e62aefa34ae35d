package io.datatier.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of docs/configuration.md, from the declared keys. */
public final class ConfigurationPage {

  private final List<String> lines = new ArrayList<>();

  private ConfigurationPage() {}

  /** One table for the single keys, and one or more for each section. */
  public static String of(Key root) {
    var page = new ConfigurationPage();
    var namespace = root.name() + ":";
    var keys = root.section().orElseThrow().keys();
    page.table(keys.stream().filter(key -> key.section().isEmpty()).toList(), namespace);
    keys.forEach(key -> key.section().ifPresent(section -> page.add(key, section, namespace)));
    return String.join("\n", page.lines) + "\n";
  }

  private void add(Key key, Form.Keyed section, String namespace) {
    lines.add("");
    lines.add("**`%s%s`**: %s.".formatted(namespace, key.name(), key.allowed()));
    for (var alternative : section.alternatives()) {
      lines.add("");
      if (!alternative.title().isEmpty()) {
        lines.add(alternative.title() + ":");
        lines.add("");
      }
      table(alternative.keys(), "");
    }
  }

  private void table(List<Key> keys, String prefix) {
    lines.add("| key | default | allowed |");
    lines.add("| --- | --- | --- |");
    rows(keys, prefix).forEach(lines::add);
  }

  private static Stream<String> rows(List<Key> keys, String prefix) {
    return keys.stream().flatMap(key -> key.below(prefix)).map(ConfigurationPage::row);
  }

  private static String row(Key key) {
    var byDefault =
        key.byDefault()
            .value()
            .or(key.byDefault()::words)
            .orElse(key.purpose().isPresent() ? "required" : "");
    var cell = byDefault.isEmpty() ? " " : " " + byDefault + " ";
    return "| `%s` |%s| %s |".formatted(key.name(), cell, key.allowed().replace("|", "\\|"));
  }
}
