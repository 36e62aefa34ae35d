package io.datatier.proof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordedPageTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void replaces_what_is_between_its_marks_only() throws Exception {
    var file = folder.resolve("page.md");
    Files.writeString(
        file,
        """
        Before.
        <!-- measured -->

        old $1
        <!-- end -->
        Between.
        <!-- drivers -->
        <!-- end -->
        """);
    var page = new RecordedPage(file);

    page.check("measured");
    page.record("measured", "new $1");
    page.record("drivers", "pins");

    assertEquals(
        """
        Before.
        <!-- measured -->

        new $1
        <!-- end -->
        Between.
        <!-- drivers -->

        pins
        <!-- end -->
        """,
        Files.readString(file));
  }

  @Test
  void a_page_without_the_marks_is_refused() throws Exception {
    var file = folder.resolve("page.md");
    Files.writeString(file, "<!-- measured -->\nno end\n");

    assertEquals(
        file + " has no part between <!-- measured --> and <!-- end -->.",
        assertThrows(IOException.class, () -> new RecordedPage(file).check("measured"))
            .getMessage());
  }
}
