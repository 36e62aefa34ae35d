package io.datatier.bench.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page on performance, of which the figures stand between two markers. */
public final class Page {

  static final String START = "<!-- figures: make bench RECORD=1 -->";
  static final String END = "<!-- end of figures -->";

  private Page() {}

  /**
   * Rewrites the figures, and the chart next to the page.
   *
   * @param setting machine, versions and date, in one line each
   * @throws IOException if the page lacks its markers
   */
  public static void record(Path page, Measurements figures, String setting) throws IOException {
    Files.writeString(page, with(Files.readString(page), figures(figures, setting)));
    Files.writeString(page.resolveSibling("performance.svg"), Chart.svg(figures));
  }

  static String with(String page, String figures) throws IOException {
    var start = page.indexOf(START);
    var end = page.indexOf(END);
    if (start < 0 || end < start) {
      throw new IOException("The page needs the lines " + START + " and " + END + ".");
    }
    return page.substring(0, start + START.length())
        + "\n\n"
        + figures
        + "\n"
        + page.substring(end);
  }

  static String figures(Measurements figures, String setting) {
    var tables = new Tables(figures);
    return String.join(
        "\n",
        setting,
        tables.goals().markdown(),
        "![seconds of a preview, by form](performance.svg)\n",
        tables.previews().markdown(),
        tables.phases().markdown(),
        tables.packs().markdown(),
        tables.growth().markdown(),
        tables.sweeps().markdown());
  }
}
