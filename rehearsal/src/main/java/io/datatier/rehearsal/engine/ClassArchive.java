package io.datatier.rehearsal.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of a jar as the JVM has them in memory, which it need not parse and verify again at
 * its next start (class-data sharing, JEP 350). One that is missing, of another JDK or of another
 * jar is ignored by the JVM.
 */
final class ClassArchive {

  private ClassArchive() {}

  /** Where it stands. */
  static Path of(Path jar) {
    return jar.resolveSibling("classes.jsa");
  }

  /**
   * Makes it, if the jar is newer.
   *
   * @param training a class of the jar that loads what is to be archived, and ends
   */
  static void make(Path jar, String training) throws IOException {
    var archive = of(jar);
    if (Files.exists(archive)
        && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) >= 0) {
      return;
    }
    var next = archive.resolveSibling("classes." + ProcessHandle.current().pid() + ".jsa");
    try {
      var dump =
          List.of(
              "java",
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Xlog:disable",
              "-XX:ArchiveClassesAtExit=" + next,
              "-cp",
              jar.toString(),
              training);
      var unusedCode =
          new ProcessBuilder(dump)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (Files.exists(next)) {
        Files.move(next, archive, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
