package io.datatier.sweep.stacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for what a run needs only while it goes on, such as whole states, for its owner's eyes
 * alone. It is gone after the run, and after a signal has ended the process, too.
 */
public final class Scratch implements AutoCloseable {

  private final Path folder;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  /** A new folder among the temporary files. */
  public static Scratch open() throws IOException {
    var folder = Files.createTempDirectory("datatier-sweep");
    folder.toFile().deleteOnExit();
    return new Scratch(folder);
  }

  /** A file in it. The JVM remembers each name to its end, so there should be few. */
  public Path file(String name) {
    var file = folder.resolve(name);
    file.toFile().deleteOnExit();
    return file;
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
