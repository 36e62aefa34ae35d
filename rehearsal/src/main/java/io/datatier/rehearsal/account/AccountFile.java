package io.datatier.rehearsal.account;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The file that an account lives in. Every change is one locked read, modification and write, so
 * that several processes can work on one account; and a reader sees the account before a change or
 * after it, never in between, because the new file takes the old one's place in one step.
 */
public final class AccountFile {

  /** Locks of files hold between processes; within one, these do. */
  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path path;

  /**
   * An account's file, which need not exist: then the account is empty.
   *
   * @param path where it is
   */
  public AccountFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /**
   * A change to the account.
   *
   * @param account the account afterwards
   * @param result what the one who asked for the change wants to know
   */
  public record Change<T>(Account account, T result) {}

  /** The account as it is. */
  public Account read() {
    try {
      return Files.exists(path) ? AccountJson.read(Files.readString(path)) : Account.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the account file " + path, e);
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalStateException(
          "%s is no account: %s. Put it right, or delete it to start with an empty account."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /** Entities in the form that they have in the file: a JSON list. */
  public static String json(List<Entity> entities) {
    return AccountJson.write(entities);
  }

  /** Starts over with an account, whatever the file held. */
  public void startOver(Account account) {
    change(before -> new Change<>(account, true));
  }

  /**
   * Changes the account. When the change throws, nothing is written.
   *
   * @return what the change gave as its result
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
        // Held until the channel closes, or its process dies.
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
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
