package io.datatier.proof.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran and ended.
 *
 * @param exit its exit code
 * @param said what it printed, on both ways
 */
public record OneRun(int exit, String said) {

  private static final Duration TO_END = Duration.ofSeconds(10);

  /**
   * Runs it. It is gone afterwards, whatever happens.
   *
   * @param input for its standard input
   * @throws IOException if it cannot be started, or takes longer than {@code atMost}
   */
  public static OneRun of(ProcessBuilder program, String input, Duration atMost)
      throws IOException, InterruptedException {
    // To a file: who reads a pipe to its end waits for a program that hangs.
    var output = Files.createTempFile("proof", ".txt");
    try {
      var process = program.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      try {
        try (var to = process.getOutputStream()) {
          to.write(input.getBytes(UTF_8));
        }
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException(
              "%s does not end within %d s"
                  .formatted(program.command().get(0), atMost.toSeconds()));
        }
        return new OneRun(process.exitValue(), Files.readString(output));
      } finally {
        end(process);
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static void end(Process process) throws InterruptedException {
    var all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    if (!process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
