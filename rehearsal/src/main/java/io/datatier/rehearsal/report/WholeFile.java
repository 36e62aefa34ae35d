package io.datatier.rehearsal.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is there as a whole or, after an interruption or on a full disk, as it was before.
 */
final class WholeFile {

  private WholeFile() {}

  static void write(Path file, String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
