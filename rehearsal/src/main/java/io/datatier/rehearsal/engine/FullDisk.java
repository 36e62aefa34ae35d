package io.datatier.rehearsal.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of a command on a full disk. The engine usually ends with the system's reason, among
 * hundreds of lines; it has also been seen to run forever.
 */
public final class FullDisk {

  /** How the system says it (strerror, ENOSPC). */
  private static final String REASON = "no space left on device";

  /** Less than the engine and the account need for one more write. */
  private static final long LITTLE = 16 * 1024;

  private static final Patience USUAL = new Patience(Duration.ofMinutes(1), 5);

  private FullDisk() {}

  /** How much a folder's disk has left. */
  interface Space {

    /** In bytes. */
    long left() throws IOException;
  }

  /**
   * How long a command may go on.
   *
   * @param pause between two looks at the disk
   * @param looks in a row at a full disk, after which the command is ended
   */
  record Patience(Duration pause, int looks) {}

  /** Whether a command said that this was the reason. */
  public static boolean isReasonFor(String output) {
    return output.toLowerCase(Locale.ROOT).contains(REASON);
  }

  /** What to do about it. */
  public static String advice(Path folder) {
    return "The disk is full. Free space where " + folder + " is, then rehearse again.";
  }

  /**
   * Waits for a command, which it ends if the disk stays full.
   *
   * @param folder where the command writes
   * @return whether the command came to its end by itself
   */
  static boolean awaits(Process command, Path folder) throws IOException, InterruptedException {
    return awaits(command, () -> left(folder), USUAL);
  }

  /** In some containers the JDK finds no mount point (JDK-8165852); then nothing is ended. */
  private static long left(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }

  static boolean awaits(Process command, Space space, Patience patience)
      throws IOException, InterruptedException {
    for (var full = 0; full < patience.looks(); ) {
      if (command.waitFor(patience.pause().toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      full = space.left() < LITTLE ? full + 1 : 0;
    }
    command.descendants().forEach(ProcessHandle::destroyForcibly);
    command.destroyForcibly().waitFor();
    return false;
  }
}
