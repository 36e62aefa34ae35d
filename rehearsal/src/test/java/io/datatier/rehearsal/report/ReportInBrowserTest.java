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

  /** Units that the page is wider than the window, whose scroll bar takes some of the width. */
  private static final String OVERFLOW =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  /** WCAG 2.1, success criterion 1.4.3. */
  private static final String LOW_CONTRAST =
      """
      (() => {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
        const light = color => {
          canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
              .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = element => {
          for (let e = element; e; e = e.parentElement) {
            const color = getComputedStyle(e).backgroundColor;
            if (color !== 'rgba(0, 0, 0, 0)') return color;
          }
          return 'white';
        };
        return [...document.querySelectorAll('body *')]
          .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
          .filter(e => !['title', 'desc'].includes(e.tagName))
          .filter(e => {
            const look = getComputedStyle(e);
            const [a, b] = [light(e.tagName === 'text' ? look.fill : look.color), light(behind(e))];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
          })
          .map(e => e.tagName + ': ' + e.textContent.slice(0, 40));
      })()\
      """;

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
          assertEquals("0", chromium.value(OVERFLOW), where);
          assertEquals("[]", chromium.value(LOW_CONTRAST), where);
          assertEquals(List.of(), chromium.complaints(), where);
        }
      }
      chromium.print();
      assertEquals(
          "[]",
          chromium.value(
              "[...document.querySelectorAll('details > :not(summary)')]"
                  + ".filter(e => !e.checkVisibility({contentVisibilityAuto: true})).map(e => e.outerHTML)"));
      assertEquals(
          "\"How the stack hangs together\"",
          chromium.value("document.querySelector('svg title').textContent"));
    }
  }
}
