package io.datatier.rehearsal.engine;

import java.time.Duration;

/**
 * The result of one command.
 *
 * @param exitCode 0 for success
 * @param output standard output and standard error, interleaved
 * @param took from start to exit
 */
public record Outcome(int exitCode, String output, Duration took) {

  public boolean succeeded() {
    return exitCode == 0;
  }
}
