package io.datatier.rehearsal.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second rehearsal of a stack from wiping the sandbox of one that is running. */
public final class SandboxLock implements AutoCloseable {

  private final Path sandbox;
  private final FileChannel channel;

  private SandboxLock(Path sandbox, FileChannel channel) {
    this.sandbox = sandbox;
    this.channel = channel;
  }

  /**
   * Takes the sandbox of a stack, until it is closed or the process ends.
   *
   * @param sandboxes the folder of all sandboxes
   * @throws IOException if another rehearsal has it; the message is for the user
   */
  public static SandboxLock take(Path sandboxes, String stack) throws IOException {
    Files.createDirectories(sandboxes);
    var channel =
        FileChannel.open(
            sandboxes.resolve(stack + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      throw new IOException(
          "Another rehearsal of %s is running. Wait until it has ended, then try again."
              .formatted(stack));
    }
    return new SandboxLock(sandboxes.resolve(stack), channel);
  }

  /** The folder that is taken. */
  public Path sandbox() {
    return sandbox;
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
