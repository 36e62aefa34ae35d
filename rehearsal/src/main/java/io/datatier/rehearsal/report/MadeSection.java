package io.datatier.rehearsal.report;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the stack consists of. */
final class MadeSection {

  private MadeSection() {}

  static Html of(StackState state, Html diagram) {
    var byType =
        state.inputs().keySet().stream()
            .filter(each -> each.type().startsWith("aws:"))
            .collect(
                Collectors.groupingBy(
                    Resource::type,
                    TreeMap::new,
                    Collectors.mapping(Resource::name, Collectors.toList())));
    var count = byType.values().stream().mapToInt(List::size).sum();
    var all =
        Tables.of(
            "Resources by type",
            List.of("type", "count", "names"),
            byType.entrySet().stream()
                .map(
                    each ->
                        List.of(
                            Html.of("code", each.getKey()),
                            Tables.cell(Integer.toString(each.getValue().size())),
                            Tables.cell(
                                each.getValue().stream()
                                    .sorted()
                                    .collect(Collectors.joining(", ")))))
                .toList());
    return Section.of("made", "Resources")
        .add(diagram)
        .add(
            Html.of("details")
                .add(
                    Html.of("summary", "%d resources of %d types".formatted(count, byType.size())),
                    all));
  }
}
