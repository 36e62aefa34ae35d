package io.datatier.sweep.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * What takes the place of a file when it is whole: until then, and for good if it never is, the
 * file stays as it was. Devices and pipes have no place to take, and are written as they are.
 */
public final class Draft implements AutoCloseable {

  private final Path file;
  private final Path draft;

  private Draft(Path file, Path draft) {
    this.file = file;
    this.draft = draft;
  }

  /**
   * The draft of a file, next to it.
   *
   * @throws IOException if the file's folder cannot be looked through, or a link leads nowhere
   */
  public static Draft of(Path path) throws IOException {
    if (hasNoPlace(path)) {
      return new Draft(path, path);
    }
    if (leadsNowhere(path)) {
      throw new FileNotFoundException(path + " is a link to a file that does not exist");
    }
    // A link goes on leading to the file.
    var file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    var draft = file.resolveSibling(".%s.%s.tmp".formatted(file.getFileName(), UUID.randomUUID()));
    // Where a signal ends the process, nothing closes this.
    draft.toFile().deleteOnExit();
    return new Draft(file, draft);
  }

  /** Whether it is a device or a pipe, which takes what is written and keeps nothing. */
  public static boolean hasNoPlace(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path);
  }

  /** Whether it is a link to what is not there, such as on a share that is not mounted. */
  public static boolean leadsNowhere(Path path) {
    return Files.isSymbolicLink(path) && !Files.exists(path);
  }

  /** Opens it. Not as a temporary file, which none but its owner could read in the end. */
  public OutputStream open() throws IOException {
    return Files.newOutputStream(draft);
  }

  /** Takes the file's place, with the file's permissions if it is there. */
  public void finish() throws IOException {
    if (draft.equals(file)) {
      return;
    }
    var before = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (before != null && Files.exists(file)) {
      Files.setPosixFilePermissions(draft, before.readAttributes().permissions());
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    if (!draft.equals(file)) {
      Files.deleteIfExists(draft);
    }
  }
}
