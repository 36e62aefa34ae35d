package io.datatier.rehearsal.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders with all that is in them. */
public final class Folders {

  private Folders() {}

  /** Deletes a folder, if it is there; what another deletes meanwhile is not a fault. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var found = Files.walk(folder)) {
      for (var path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
