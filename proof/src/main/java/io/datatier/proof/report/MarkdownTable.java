package io.datatier.proof.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown with aligned columns. */
public final class MarkdownTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these columns and no row yet. */
  public MarkdownTable(String... heads) {
    rows.add(List.of(heads));
    rows.add(Collections.nCopies(heads.length, "---"));
  }

  /** Adds a row with as many cells as there are columns. */
  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** All lines, each with its end. */
  public String text() {
    var widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(column -> padded(row.get(column), widths[column]))
                    .collect(Collectors.joining(" | ", "| ", " |\n")))
        .collect(Collectors.joining());
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
