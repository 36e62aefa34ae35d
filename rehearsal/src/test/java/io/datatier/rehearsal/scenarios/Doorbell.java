package io.datatier.rehearsal.scenarios;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where scripts ask this JVM for what would take a JVM of their own longer to start than to do: the
 * engine starts such a script, as it starts any plugin or program.
 */
final class Doorbell {

  private final Path folder;

  private Doorbell(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts to wait for scripts.
   *
   * @param answer called in a thread of its own, with the script's process and its words; one line
   */
  static Doorbell in(Path folder, Function<Caller, String> answer)
      throws IOException, InterruptedException {
    var doorbell = new Doorbell(folder.toAbsolutePath().normalize());
    Files.createDirectories(doorbell.folder);
    Files.deleteIfExists(doorbell.bell());
    if (new ProcessBuilder("mkfifo", doorbell.bell().toString()).inheritIO().start().waitFor()
        != 0) {
      throw new IOException("mkfifo " + doorbell.bell() + " failed");
    }
    inBackground(() -> doorbell.listen(answer));
    return doorbell;
  }

  /**
   * Lines of a script that asks, with these words, and has the answer in {@code $answer}: a number,
   * for with any other answer the script fails.
   *
   * @param words as the shell reads them in double quotes
   */
  String ask(String words) {
    return """
    pipe='%s'/$$
    rm -f "$pipe"
    mkfifo "$pipe"
    echo "$$ %s" > '%s'
    read -r answer < "$pipe"
    rm "$pipe"
    case $answer in
      [0-9]*) ;;
      *) echo "$answer" >&2; exit 1 ;;
    esac
    """
        .formatted(folder, words, bell());
  }

  private Path bell() {
    return folder.resolve("bell");
  }

  private void listen(Function<Caller, String> answer) {
    // Open for writing too, so that it never comes to its end.
    try (var bell = new RandomAccessFile(bell().toFile(), "rw")) {
      while (true) {
        var line = bell.readLine();
        // A script that was ended reads no answer, and whoever writes one waits for it.
        inBackground(() -> Caller.of(line).ifPresent(caller -> reply(caller, answer)));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void reply(Caller caller, Function<Caller, String> answer) {
    var pipe = folder.resolve(String.valueOf(caller.process().pid()));
    try {
      Files.writeString(pipe, said(caller, answer).replace("\n", " ") + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Whoever waits for an answer is to fail, and not to wait for ever. */
  private static String said(Caller caller, Function<Caller, String> answer) {
    try {
      return answer.apply(caller);
    } catch (RuntimeException | Error failed) {
      return failed.toString();
    }
  }

  static void inBackground(Runnable task) {
    var thread = new Thread(task, "doorbell");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * A script that asks.
   *
   * @param words without its process id
   */
  record Caller(ProcessHandle process, String words) {

    /** Empty if the script has been ended. */
    private static Optional<Caller> of(String line) {
      var parts = line.split(" ", 2);
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .map(process -> new Caller(process, parts[1]));
    }
  }
}
