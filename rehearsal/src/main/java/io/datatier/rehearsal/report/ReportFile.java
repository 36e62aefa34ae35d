package io.datatier.rehearsal.report;

import io.datatier.rehearsal.engine.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The page on disk, and what the last report saw, in a file next to it.
 *
 * @param page where the page goes
 * @param seen where what it saw is kept for the next one
 */
public record ReportFile(Path page, Path seen) {

  /**
   * Writes the page.
   *
   * @param export what {@code pulumi stack export} wrote
   * @param rehearsal the results of the stack's rehearsal, if it was rehearsed
   * @throws IOException if the export is none or the page cannot be written
   */
  public void write(Path export, Optional<Results> rehearsal) throws IOException {
    var state = StackState.read(export);
    var html = ReportPage.of(state, rehearsal, Seen.read(seen));
    try {
      Files.createDirectories(page.toAbsolutePath().getParent());
      WholeFile.write(page, html);
      // What a rehearsal that stopped has not made is not a change.
      if (rehearsal.flatMap(Results::stop).isEmpty()) {
        Seen.in(state).write(seen);
      }
    } catch (IOException unwritten) {
      throw new IOException("The report cannot be written to " + page, unwritten);
    }
  }
}
