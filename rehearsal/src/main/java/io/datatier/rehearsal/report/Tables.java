package io.datatier.rehearsal.report;

import java.util.Collection;
import java.util.List;

/** Tables of a page, which scroll on their own where they are too wide. */
final class Tables {

  private Tables() {}

  /** A table whose first column names the rows. */
  static Html of(String caption, List<String> heads, List<List<Html>> rows) {
    var head = Html.of("tr");
    heads.forEach(each -> head.add(Html.of("th", each).with("scope", "col")));
    var body = Html.of("tbody");
    rows.forEach(row -> body.add(row(row)));
    var table = Html.of("table").add(Html.of("caption", caption), Html.of("thead").add(head), body);
    return Html.scrolling(caption, table);
  }

  private static Html row(List<Html> cells) {
    var row = Html.of("tr");
    row.add(Html.of("th").with("scope", "row").add(cells.get(0)));
    cells.stream().skip(1).forEach(each -> row.add(Html.of("td").add(each)));
    return row;
  }

  static Html cell(String text) {
    return Html.of("span", text);
  }

  /** A word with a color that only repeats what the word says. */
  static Html mark(String word, String tone) {
    return Html.of("span", word).with("class", "mark " + tone);
  }

  static Html list(Collection<Resource> resources) {
    if (resources.isEmpty()) {
      return Html.of("span", "none");
    }
    var list = Html.of("ul").with("class", "plain");
    resources.forEach(each -> list.add(Html.of("li").add(words(each))));
    return list;
  }

  static Html named(Resource resource) {
    return Html.of("span").add(words(resource));
  }

  private static List<Html> words(Resource resource) {
    return List.of(
        Html.of("span", resource.kind()).with("class", "kind"),
        Html.of("span", " "),
        Html.of("code", resource.name()));
  }
}
