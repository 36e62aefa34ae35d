package io.datatier.bench.figures;

import java.util.List;
import java.util.Locale;

/** A picture of previews by form: bars of seconds. */
final class Chart {

  private static final int LEFT = 190;
  private static final int WIDTH = 720;
  private static final int ROW = 34;
  private static final int TOP = 44;

  private static final List<List<String>> FORMS =
      List.of(
          List.of("maven", "Maven", "#8c959f"),
          List.of("jar", "jar, pack by Maven", "#8c959f"),
          List.of("ours", "ours", "#0969da"),
          List.of("java-floor", "engine, empty in Java", "#d0d7de"),
          List.of("floor", "engine, empty in YAML", "#d0d7de"));

  private Chart() {}

  /** As SVG; forms that were not measured are left out. */
  static String svg(Measurements figures) {
    var shown =
        FORMS.stream().filter(form -> figures.sample(name(form.get(0))).isPresent()).toList();
    var longest =
        shown.stream()
            .mapToDouble(form -> figures.median(name(form.get(0))).orElseThrow())
            .max()
            .orElse(1);
    var height = TOP + ROW * shown.size() + 10;
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        font-family="sans-serif" font-size="14" role="img" aria-label="seconds of a preview, by form">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="10" y="24" font-weight="bold" fill="#1f2328">pulumi preview with the policy pack, \
        seconds (median)</text>
        """
            .formatted(WIDTH, height, WIDTH, height));
    for (var row = 0; row < shown.size(); row++) {
      var form = shown.get(row);
      var seconds = figures.median(name(form.get(0))).orElseThrow();
      var length = Math.max(1, Math.round(seconds / longest * (WIDTH - LEFT - 70)));
      var y = TOP + ROW * row;
      svg.append(
          String.format(
              Locale.ROOT,
              """
              <text x="10" y="%d" fill="#1f2328">%s</text>
              <rect x="%d" y="%d" width="%d" height="22" rx="3" fill="%s"/>
              <text x="%d" y="%d" fill="#1f2328">%.1f</text>
              """,
              y + 16,
              form.get(1),
              LEFT,
              y,
              length,
              form.get(2),
              LEFT + length + 8,
              y + 16,
              seconds));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String name(String form) {
    return "preview." + form + ".seconds";
  }
}
