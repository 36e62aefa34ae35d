package io.datatier.rehearsal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What differs from the last report. */
final class ChangeSection {

  private ChangeSection() {}

  static Html of(Seen now, Optional<Seen> before) {
    var section = Section.of("changes", "Changes since the last report");
    if (before.isEmpty()) {
      return section.add(Html.of("p", "First report; the next one will list changes."));
    }
    var rows = rows(now, before.get());
    return rows.isEmpty()
        ? section.add(Html.of("p", "Nothing has changed."))
        : section.add(
            Tables.of("Changed resources", List.of("resource", "change", "properties"), rows));
  }

  private static List<List<Html>> rows(Seen now, Seen before) {
    var all = new TreeSet<>(now.resources().keySet());
    all.addAll(before.resources().keySet());
    var rows = new ArrayList<List<Html>>();
    for (var resource : all) {
      var its = now.resources().get(resource);
      var then = before.resources().get(resource);
      if (its == null) {
        rows.add(row(resource, "removed", "bad", ""));
      } else if (then == null) {
        rows.add(row(resource, "added", "good", ""));
      } else if (!its.equals(then)) {
        rows.add(row(resource, "changed", "doubt", differing(its, then)));
      }
    }
    return rows;
  }

  private static String differing(Map<String, String> now, Map<String, String> then) {
    var paths = new TreeSet<>(now.keySet());
    paths.addAll(then.keySet());
    return paths.stream()
        .filter(path -> !Objects.equals(now.get(path), then.get(path)))
        .collect(Collectors.joining(", "));
  }

  private static List<Html> row(String resource, String what, String tone, String properties) {
    var parts = resource.split(" ", 2);
    return List.of(
        Tables.list(List.of(new Resource(parts[0], parts[1]))),
        Tables.mark(what, tone),
        Html.of("code", properties));
  }
}
