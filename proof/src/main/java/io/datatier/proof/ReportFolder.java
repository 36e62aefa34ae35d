package io.datatier.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a report is written to: as a page, for programs, and as a picture. */
record ReportFolder(Path folder) {

  static final String PICTURE = "proof.svg";

  void write(Report report) throws IOException {
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
