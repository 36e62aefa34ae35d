package io.datatier.rehearsal.account;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The file that stores an account. Each change is one locked read, modify and write, so that
 * several processes can share an account. The new file replaces the old one atomically, so a reader
 * never sees half a change.
 */
public final class AccountFile {

  /** File locks work between processes; these work within one. */
  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  /**
   * What each file holds. Parsing it again for every call takes most of a large stack's time, and
   * between two calls of one process hardly anybody else changes it.
   */
  private static final Map<Path, Known> KNOWN = new ConcurrentHashMap<>();

  private final Path path;

  /** An account, and the file that it was written to or read from. */
  private record Known(FileState state, Account account) {}

  /**
   * What differs between two versions of a file. A person who edits it in place sets another time.
   * Processes that replace it may get an inode back within one tick of the file system's clock, but
   * the text begins with the number of changes.
   */
  private record FileState(String key, FileTime modified, long size, String beginning) {

    private static final int BEGINNING = 200;

    static FileState of(Path path) throws IOException {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      try (var text = Files.newInputStream(path)) {
        return new FileState(
            String.valueOf(attributes.fileKey()),
            attributes.lastModifiedTime(),
            attributes.size(),
            new String(text.readNBytes(BEGINNING), StandardCharsets.UTF_8));
      }
    }
  }

  /**
   * An account file. If it does not exist, the account is empty.
   *
   * @param path its path
   */
  public AccountFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /**
   * A change to the account.
   *
   * @param account the account afterwards
   * @param result what to return to the caller
   */
  public record Change<T>(Account account, T result) {}

  /** The current account. */
  public Account read() {
    try {
      return Files.exists(path) ? readFile() : Account.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the account file " + path, e);
    } catch (JsonParseException | IllegalStateException e) {
      throw new InvalidAccountFile(
          path, "account file", "Fix it, or delete it to start with an empty account.", e);
    }
  }

  private Account readFile() throws IOException {
    // Before its text: if the file is replaced between the two, the next call reads it again.
    var state = FileState.of(path);
    var known = KNOWN.get(path);
    if (known == null || !known.state.equals(state)) {
      known = new Known(state, AccountJson.read(Files.readString(path)));
      KNOWN.put(path, known);
    }
    return known.account;
  }

  /** Entities as the file has them: a JSON list. */
  public static String json(List<Entity> entities) {
    return AccountJson.write(entities);
  }

  /** Replaces the file's account. */
  public void startOver(Account account) {
    change(before -> new Change<>(account, true));
  }

  /**
   * Changes the account. If the change throws, nothing is written.
   *
   * @return the result of the change
   */
  public <T> T change(Function<Account, Change<T>> change) {
    var lock = LOCKS.computeIfAbsent(path, any -> new ReentrantLock());
    lock.lock();
    try {
      Files.createDirectories(directory());
      try (var channel =
          FileChannel.open(
              path.resolveSibling(path.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        // Held until the channel closes or the process dies.
        channel.lock();
        var changed = change.apply(read());
        write(changed.account().changed());
        return changed.result();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the account file " + path, e);
    } finally {
      lock.unlock();
    }
  }

  private void write(Account account) throws IOException {
    var next = Files.createTempFile(directory(), "account", ".json");
    try {
      Files.writeString(next, AccountJson.write(account));
      var state = FileState.of(next);
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      KNOWN.put(path, new Known(state, account.asRead()));
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private Path directory() throws IOException {
    var directory = path.getParent();
    if (directory == null) {
      throw new IOException("there is no folder for " + path);
    }
    return directory;
  }
}
