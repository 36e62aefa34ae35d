package io.datatier.proof.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder that a report is written to: as a page, for programs, and as a picture. */
public record ReportFolder(Path folder) {

  public static final String PICTURE = "proof.svg";

  /**
   * Whether it can be written is found out before anything is measured for it.
   *
   * @throws IOException if it cannot
   */
  public void check() throws IOException {
    var nearest = folder.toAbsolutePath();
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
      throw failed(null);
    }
  }

  public void write(Report report) throws IOException {
    try {
      writeAll(report);
    } catch (IOException unwritten) {
      throw failed(unwritten);
    }
  }

  private IOException failed(@Nullable IOException why) {
    return new IOException("--out: nothing can be written to %s.".formatted(folder), why);
  }

  private void writeAll(Report report) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("proof.md"), report.tables());
    Files.writeString(folder.resolve("proof.json"), report.json());
    var picture = report.picture();
    if (picture.isPresent()) {
      Files.writeString(folder.resolve(PICTURE), picture.get());
    } else {
      // Not that of an earlier run.
      Files.deleteIfExists(folder.resolve(PICTURE));
    }
  }
}
