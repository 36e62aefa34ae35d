package io.datatier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Text in columns, each as wide as its widest cell. */
public final class TextTable {

  private static final String GAP = "  ";

  private final String alignment;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param alignment a letter for each column: l for left, r for right
   */
  public TextTable(String alignment) {
    this.alignment = alignment;
  }

  /** Adds a row, with a cell for each column. */
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** Adds a row, with a cell for each column. */
  public TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** A line of text for each row. */
  public List<String> lines() {
    var widths =
        IntStream.range(0, alignment.length())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (var column = 0; column < widths.length; column++) {
      var blanks = " ".repeat(widths[column] - row.get(column).length());
      line.append(GAP)
          .append(alignment.charAt(column) == 'r' ? blanks : "")
          .append(row.get(column))
          .append(alignment.charAt(column) == 'l' ? blanks : "");
    }
    return line.toString().stripTrailing();
  }
}
