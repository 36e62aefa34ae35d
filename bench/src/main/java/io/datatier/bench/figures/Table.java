package io.datatier.bench.figures;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows of text below a header, for a page and for a terminal. */
public record Table(List<String> header, List<List<String>> rows) {

  public Table {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /** As Markdown. */
  String markdown() {
    return Stream.concat(
            Stream.of(line(header), line(Collections.nCopies(header.size(), "---"))),
            rows.stream().map(Table::line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** In columns. */
  public String text() {
    var all = Stream.concat(Stream.of(header), rows.stream()).toList();
    var widths =
        IntStream.range(0, header.size())
            .map(column -> all.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return all.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(column -> padded(row.get(column), widths[column]))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
