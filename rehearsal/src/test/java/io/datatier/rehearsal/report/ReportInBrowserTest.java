package io.datatier.rehearsal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in Chromium, where it is installed (Debian package {@code chromium}). */
final class ReportInBrowserTest {

  @Test
  void fits_narrow_and_wide_windows_in_both_color_schemes(@TempDir Path folder) throws Exception {
    var program = Chromium.installed();
    assumeTrue(program.isPresent(), "Chromium is not installed (apt-get install chromium)");
    var page =
        Files.writeString(folder.resolve("report.html"), ReportPageTest.page(States.opened()));
    try (var chromium = Chromium.start(program.get(), folder.resolve("profile"))) {
      for (var scheme : List.of("light", "dark")) {
        for (int width : List.of(400, 1280)) {
          chromium.open(page, width, scheme);
          var where = scheme + " at " + width;
          assertEquals("0", chromium.overflow(), where);
          assertEquals("[]", chromium.lowContrast(), where);
          assertEquals(List.of(), chromium.complaints(), where);
        }
      }
      chromium.print();
      assertEquals(
          "[]",
          chromium.value(
              "[...document.querySelectorAll('details > :not(summary)')].filter(e =>"
                  + " !e.checkVisibility({contentVisibilityAuto: true})).map(e => e.outerHTML)"));
      assertEquals(
          "\"Structure of the stack\"",
          chromium.value("document.querySelector('svg title').textContent"));
    }
  }
}
