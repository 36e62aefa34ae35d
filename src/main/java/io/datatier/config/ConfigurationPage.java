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
    return keys.stream()
        .flatMap(
            key -> {
              var name = prefix + key.name();
              var row = row(name, byDefault(key), key.allowed());
              return Stream.concat(Stream.of(row), below(key.form(), name));
            });
  }

  private static Stream<String> below(Form form, String name) {
    if (form instanceof Form.Listed list) {
      return below(list.each(), name + "[]");
    } else if (form instanceof Spelling either) {
      return below(either.object(), name);
    }
    return form instanceof Form.Keyed keyed ? rows(keyed.keys(), name + ".") : Stream.empty();
  }

  private static String row(String name, String byDefault, String allowed) {
    var cell = byDefault.isEmpty() ? " " : " " + byDefault + " ";
    return "| `%s` |%s| %s |".formatted(name, cell, allowed.replace("|", "\\|"));
  }

  private static String byDefault(Key key) {
    if (key.byDefault() instanceof Default.Value value) {
      return value.text();
    } else if (key.byDefault() instanceof Default.Words words) {
      return words.text();
    }
    return key.purpose().isPresent() ? "required" : "";
  }
}
