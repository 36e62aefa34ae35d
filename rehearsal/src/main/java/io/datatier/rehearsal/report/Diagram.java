package io.datatier.rehearsal.report;

import io.datatier.rehearsal.ec2.Subnet;
import io.datatier.rehearsal.ec2.Vpc;
import io.datatier.rehearsal.report.DiagramLayout.Arrow;
import io.datatier.rehearsal.report.DiagramLayout.Box;
import java.util.List;
import java.util.stream.Collectors;

/** How a stack hangs together: an arrow for each network path that its state shows. */
final class Diagram {

  /** As many letters as fit into a box. */
  private static final int LETTERS = 38;

  private Diagram() {}

  static Html of(StackState state, List<NetworkPath> paths) {
    var listeners = Listener.in(state);
    var databases = named(state, listeners.stream().filter(Listener::isDatabase).toList());
    var proxies = named(state, listeners.stream().filter(each -> !each.isDatabase()).toList());
    if (listeners.isEmpty()) {
      return Html.of("p", "This stack has no database and no proxy to draw.");
    }
    var layout = DiagramLayout.of(databases, proxies, paths);
    var svg =
        Html.of("svg")
            .with("viewBox", "0 0 %d %d".formatted(DiagramLayout.WIDTH, layout.height()))
            .with("role", "img")
            .with("aria-labelledby", "diagram-title diagram-desc")
            .add(
                Html.of("title", "Structure of the stack").with("id", "diagram-title"),
                Html.of("desc", described(layout)).with("id", "diagram-desc"),
                heads());
    svg.add(network(state, layout));
    layout.arrows().forEach(arrow -> svg.add(arrow(arrow)));
    layout.boxes().forEach(box -> svg.add(box(box)));
    return Html.of("figure")
        .add(
            Html.scrolling("Diagram", svg),
            Html.of(
                "figcaption",
                "An arrow is a path that security groups open. A thick arrow bypasses the proxy; a"
                    + " dashed one depends on something outside the state."));
  }

  private static List<Resource> named(StackState state, List<Listener> listeners) {
    return listeners.stream().map(each -> state.named(each.entity())).toList();
  }

  private static String described(DiagramLayout layout) {
    return layout.arrows().isEmpty()
        ? "No path leads to a database or a proxy."
        : layout.arrows().stream()
            .map(
                arrow ->
                    "%s %s reaches %s %s."
                        .formatted(
                            arrow.from().kind(),
                            arrow.from().name(),
                            arrow.to().kind(),
                            arrow.to().name()))
            .distinct()
            .collect(Collectors.joining(" "));
  }

  private static Html heads() {
    var defs = Html.of("defs");
    for (var tone : List.of("pooled", "direct")) {
      defs.add(
          Html.of("marker")
              .with("id", "head-" + tone)
              .with("viewBox", "0 0 10 10")
              .with("refX", 9)
              .with("refY", 5)
              .with("markerWidth", 8)
              .with("markerHeight", 8)
              .with("markerUnits", "userSpaceOnUse")
              .with("orient", "auto")
              .add(
                  Html.of("path")
                      .with("class", "head " + tone)
                      .with("d", "M 0 0 L 10 5 L 0 10 z")));
    }
    return defs;
  }

  private static Html network(StackState state, DiagramLayout layout) {
    var vpcs = state.all(Vpc.TYPE).map(each -> state.named(each).name()).toList();
    var blocks =
        state.all(Subnet.TYPE).flatMap(each -> each.text("cidrBlock").stream()).sorted().toList();
    var title =
        vpcs.isEmpty()
            ? "Network outside this stack"
            : "VPC "
                + String.join(", ", vpcs)
                + (blocks.isEmpty() ? "" : ": subnets " + String.join(", ", blocks));
    return Html.of("g")
        .add(
            Html.of("rect")
                .with("class", "network")
                .with("x", 4)
                .with("y", 4)
                .with("width", DiagramLayout.WIDTH - 8L)
                .with("height", layout.height() - 8L)
                .with("rx", 10),
            label(title, 20, 30, "network-name"),
            label("clients", DiagramLayout.column(0), 66, "column"),
            label("proxy", DiagramLayout.column(1), 66, "column"),
            label("database", DiagramLayout.column(2), 66, "column"));
  }

  private static Html label(String text, int x, int y, String look) {
    return Html.of("text", text).with("class", look).with("x", x).with("y", y);
  }

  private static Html box(Box box) {
    return Html.of("g")
        .add(
            Html.of("title", box.kind() + " " + box.name()),
            Html.of("rect")
                .with("class", box.isResource() ? "box" : "box other")
                .with("x", box.x())
                .with("y", box.y())
                .with("width", DiagramLayout.BOX_WIDTH)
                .with("height", DiagramLayout.BOX_HEIGHT)
                .with("rx", 6),
            label(
                box.isResource() ? box.kind() : head(box.name()),
                box.x() + 10,
                box.y() + 18,
                look(box)),
            label(
                box.isResource() ? tail(box.name()) : rest(box.name()),
                box.x() + 10,
                box.y() + 36,
                "name"));
  }

  private static String look(Box box) {
    return box.isResource() ? "kind" : "name";
  }

  /** The names of a stack begin alike, so the end tells more. */
  private static String tail(String name) {
    int letters = name.codePointCount(0, name.length());
    return letters <= LETTERS
        ? name
        : "…" + name.substring(name.offsetByCodePoints(0, letters - LETTERS + 1));
  }

  /** The first line of a sentence. */
  private static String head(String sentence) {
    return sentence.substring(0, split(sentence)).strip();
  }

  private static String rest(String sentence) {
    var rest = sentence.substring(split(sentence)).strip();
    return rest.codePointCount(0, rest.length()) <= LETTERS
        ? rest
        : rest.substring(0, rest.offsetByCodePoints(0, LETTERS - 1)) + "…";
  }

  private static int split(String sentence) {
    if (sentence.length() <= LETTERS) {
      return sentence.length();
    }
    int space = sentence.lastIndexOf(' ', LETTERS);
    return space > 0 ? space : LETTERS;
  }

  private static Html arrow(Arrow arrow) {
    int start = arrow.from().x() + DiagramLayout.BOX_WIDTH;
    int end = arrow.to().x() - 2;
    int bend = end - DiagramLayout.GAP + 10;
    var straight = bend > start ? " H " + bend : "";
    int from = Math.max(start, bend);
    var line =
        "M %d %d%s C %d %d %d %d %d %d"
            .formatted(
                start,
                arrow.from().middle(),
                straight,
                (from + end) / 2,
                arrow.from().middle(),
                (from + end) / 2,
                arrow.to().middle(),
                end,
                arrow.to().middle());
    var tone = arrow.isDirect() ? "direct" : "pooled";
    return Html.of("path")
        .with("class", "arrow " + tone + (arrow.isCertain() ? "" : " possible"))
        .with("marker-end", "url(#head-" + tone + ")")
        .with("d", line);
  }
}
