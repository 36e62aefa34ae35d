package io.datatier.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageTest {

  @Test
  void each_goal_is_reached_not_reached_or_not_measured() {
    var figures = new Measurements();
    figures.add("preview.maven.seconds", 10);
    figures.add("preview.ours.seconds", 3.5);
    figures.add("preview.floor.seconds", 0.7);
    figures.add("pack.exponent.ours", 1.2);
    figures.add("growth.1000.program-mib", 512);

    var results =
        new Tables(figures)
            .goals().rows().stream()
                .map(row -> String.join(" ", row.subList(1, 4)))
                .collect(Collectors.joining("\n"));

    assertEquals(
        """
        <= 0.35 0.35 reached
        <= 4 5 not reached
        <= 0.50 - not measured
        <= 1 - not measured
        <= 0.50 - not measured
        <= 0.30 - not measured
        <= 1.10 1.20 not reached
        <= 0.60 - not measured
        <= 1.50 - not measured
        <= 512 MiB 512 MiB reached""",
        results);
  }

  @Test
  void a_form_has_its_median_with_least_and_most() {
    var figures = new Measurements();
    List.of(3.0, 9.0, 5.0).forEach(seconds -> figures.add("preview.ours.seconds", seconds));

    assertEquals(
        List.of("ours: `mvnw`", "5.00 (3.00 to 9.00)", "-"),
        new Tables(figures).previews().rows().get(2));
  }

  @Test
  void figures_are_rewritten_between_their_markers_and_drawn_beside(@TempDir Path folder)
      throws Exception {
    var page = folder.resolve("performance.md");
    Files.writeString(page, "# Before\n" + Page.START + "\nold\n" + Page.END + "\nafter\n");
    var figures = new Measurements();
    figures.add("preview.maven.seconds", 10);
    figures.add("preview.ours.seconds", 2.5);

    Page.record(page, figures, "Measured here.\n");

    var text = Files.readString(page);
    assertTrue(text.startsWith("# Before\n" + Page.START + "\n\nMeasured here.\n"), text);
    assertTrue(text.endsWith("\n" + Page.END + "\nafter\n"), text);
    assertEquals(-1, text.indexOf("old\n"));
    var drawn =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("performance.svg").toFile())
            .getElementsByTagName("rect");
    // The background, and a bar for each form that was measured: 460 pixels for the longest.
    assertEquals(3, drawn.getLength());
    assertEquals(
        List.of("460", "115"),
        List.of(
            drawn.item(1).getAttributes().getNamedItem("width").getNodeValue(),
            drawn.item(2).getAttributes().getNamedItem("width").getNodeValue()));
  }

  @Test
  void a_page_without_markers_stays_as_it_is(@TempDir Path folder) throws Exception {
    var page = Files.writeString(folder.resolve("performance.md"), "# Mine\n");

    assertThrows(IOException.class, () -> Page.record(page, new Measurements(), ""));
    assertEquals("# Mine\n", Files.readString(page));
  }

  @Test
  void figures_of_one_group_outlast_those_of_another(@TempDir Path folder) throws Exception {
    var file = folder.resolve("figures.json");
    var figures = new Measurements();
    figures.add("pack.start.ours", 0.25);
    figures.add("preview.ours.seconds", 3);
    figures.write(file);

    var read = Measurements.read(file);
    read.dropGroup("preview");

    assertEquals(List.of(0.25), read.sample("pack.start.ours").orElseThrow().values());
    assertTrue(read.sample("preview.ours.seconds").isEmpty());
  }
}
