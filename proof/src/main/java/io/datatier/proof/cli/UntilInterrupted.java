package io.datatier.proof.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that Ctrl-C ends as an interrupt. The process waits until the work has closed what it
 * opened, and does not go on: a server that stops with the tool would give bogus figures.
 */
public final class UntilInterrupted {

  /** What is closed takes seconds; only a database that hangs takes longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * The work.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException, SQLException, InterruptedException;
  }

  private UntilInterrupted() {}

  /**
   * Does it on this thread.
   *
   * @throws InterruptedException also where the work was done but the process has begun to end
   */
  public static <T> T run(Work<T> work) throws IOException, SQLException, InterruptedException {
    var worker = Thread.currentThread();
    var ended = new CountDownLatch(1);
    var hook = new Thread(() -> end(worker, ended), "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean goesOn;
    T result;
    try {
      result = work.run();
    } finally {
      ended.countDown();
      goesOn = isRemoved(hook);
    }
    if (!goesOn) {
      throw new InterruptedException();
    }
    return result;
  }

  private static void end(Thread worker, CountDownLatch ended) {
    worker.interrupt();
    try {
      if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("Interrupted; the database does not answer, so something may be left.");
      }
    } catch (InterruptedException twice) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isRemoved(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return false;
    }
  }
}
