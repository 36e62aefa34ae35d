package io.datatier.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of docs/configuration.md, from the declared keys. */
public final class ConfigurationPage {

  private final List<String> lines = new ArrayList<>();

  private ConfigurationPage() {}

  /** A table of the keys that are alone, and one or more for each section. */
  public static String of(Section root) {
    var page = new ConfigurationPage();
    var namespace = root.name() + ":";
    var alone = root.keys().stream().filter(key -> !isSection(key)).toList();
    page.table(alone, namespace);
    root.keys().stream()
        .filter(ConfigurationPage::isSection)
        .forEach(it -> page.add(it, namespace));
    return String.join("\n", page.lines) + "\n";
  }

  private static boolean isSection(Key key) {
    return key instanceof Section || key instanceof SectionList;
  }

  private void add(Key key, String namespace) {
    var section = key instanceof SectionList list ? list.each() : (Section) key;
    lines.add("");
    lines.add("**`%s%s`**: %s.".formatted(namespace, section.name(), section.prose()));
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
    keys.stream().flatMap(key -> rows(key, prefix)).forEach(lines::add);
  }

  private static Stream<String> rows(Key key, String prefix) {
    var name = prefix + key.name();
    if (key instanceof Setting<?> setting) {
      return Stream.of(row(name, byDefault(setting), setting.allowed()));
    }
    if (key instanceof SettingList<?> list) {
      return Stream.of(row(name, byDefault(list.each()), list.each().allowed()));
    }
    if (key instanceof SettingMap<?> map) {
      return Stream.of(row(name, byDefault(map.each()), map.each().allowed()));
    }
    if (key instanceof SettingOrSection<?> either) {
      return Stream.concat(
          Stream.of(row(name, byDefault(either.setting()), either.setting().allowed())),
          rows(either.section().keys(), name + "."));
    }
    if (key instanceof SectionList list) {
      return Stream.concat(
          Stream.of(row(name, required(list), list.each().prose())),
          rows(list.each().keys(), name + "[]."));
    }
    var section = (Section) key;
    return Stream.concat(
        Stream.of(row(name, required(section), section.prose())), rows(section.keys(), name + "."));
  }

  private static Stream<String> rows(List<Key> keys, String prefix) {
    return keys.stream().flatMap(key -> rows(key, prefix));
  }

  private static String row(String name, String byDefault, String allowed) {
    var cell = byDefault.isEmpty() ? " " : " " + byDefault + " ";
    return "| `%s` |%s| %s |".formatted(name, cell, allowed.replace("|", "\\|"));
  }

  private static String byDefault(Setting<?> setting) {
    if (setting.byDefault() instanceof Default.Value value) {
      return value.text();
    }
    return setting.byDefault() instanceof Default.Words words ? words.text() : required(setting);
  }

  private static String required(Key key) {
    return key.purpose().isPresent() ? "required" : "";
  }
}
