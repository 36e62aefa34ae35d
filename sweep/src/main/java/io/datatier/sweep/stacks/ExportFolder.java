package io.datatier.sweep.stacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The exports in a folder and all folders below it, by their names; or one export. */
record ExportFolder(Path folder) implements Source {

  @Override
  public List<Candidate> stacks() throws IOException {
    var found = Files.isDirectory(folder) ? in(folder) : List.<Candidate>of(one());
    if (found.isEmpty()) {
      throw new IOException(
          "%s contains no exports: write them with pulumi stack export --file NAME.json"
              .formatted(folder));
    }
    return found;
  }

  private Candidate one() {
    return new ExportFile(String.valueOf(folder.getFileName()), folder);
  }

  /** The files whose names say so. Links are listed and not followed. */
  static List<Candidate> in(Path folder) throws IOException {
    // The folder itself may be a link; what is in it may not.
    var real = folder.toRealPath();
    try (var paths = Files.walk(real)) {
      return paths
          .filter(path -> path.toString().matches("(?s).*\\.json(\\.gz|\\.zst)?"))
          .filter(path -> !Files.isDirectory(path))
          .map(path -> (Candidate) new ExportFile(relative(real, path), path))
          .sorted(Comparator.comparing(Candidate::id))
          .toList();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static String relative(Path folder, Path path) {
    return folder.relativize(path).toString().replace('\\', '/');
  }
}
