package io.datatier.rehearsal.engine;

import java.time.Duration;

/**
 * How one command ended.
 *
 * @param exitCode 0 when the command did what it was asked
 * @param output all that it printed, standard output and standard error in the order of printing
 * @param took from start to exit
 */
public record Outcome(int exitCode, String output, Duration took) {

  public boolean succeeded() {
    return exitCode == 0;
  }
}
