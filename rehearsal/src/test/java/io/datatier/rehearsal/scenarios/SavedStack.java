package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/** A stack as it once was: its state, its account and its configuration, kept to go back to. */
final class SavedStack {

  private final Path folder;

  private SavedStack(Path folder) {
    this.folder = folder;
  }

  static SavedStack of(Sandbox sandbox) throws IOException {
    var saved = new SavedStack(Files.createTempDirectory(sandbox.log().getParent(), "saved"));
    for (var file : files(sandbox)) {
      copy(file, saved.copyOf(file));
    }
    return saved;
  }

  /** Makes the stack in a sandbox, be it another than it was, what it was here. */
  void restoreIn(Sandbox sandbox) throws IOException {
    for (var file : files(sandbox)) {
      delete(file);
      copy(copyOf(file), file);
    }
  }

  private static List<Path> files(Sandbox sandbox) {
    return List.of(
        sandbox.account(),
        sandbox.log().resolveSibling("state"),
        sandbox.project().resolve("Pulumi." + sandbox.parts().stack() + ".yaml"));
  }

  private Path copyOf(Path file) {
    return folder.resolve(file.getFileName());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var found = Files.walk(from)) {
      for (var path : found.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    try (var found = Files.walk(path)) {
      for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
