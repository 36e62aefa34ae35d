package io.datatier.rehearsal.login;

import java.util.concurrent.TimeUnit;

/** The end of a process that was asked to end. */
final class ProcessEnd {

  private ProcessEnd() {}

  /** Waits for it for 5 seconds, then kills it. */
  static void await(Process process) {
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException ended) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
