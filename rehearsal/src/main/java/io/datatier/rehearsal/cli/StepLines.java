package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.engine.Progress;
import io.datatier.rehearsal.engine.Step;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One line a step. On a terminal the line stands there while the step runs and counts its seconds;
 * in a pipe it appears when the step has ended.
 */
final class StepLines implements Progress, AutoCloseable {

  private final PrintWriter out;
  private final boolean terminal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "step clock");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable ScheduledFuture<?> ticking;

  StepLines(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void started(String step) {
    if (terminal) {
      var start = System.nanoTime();
      ticking =
          clock.scheduleAtFixedRate(
              () -> overwrite(running(step, Duration.ofNanos(System.nanoTime() - start))),
              0,
              1,
              TimeUnit.SECONDS);
    }
  }

  @Override
  public void finished(Step step) {
    clear();
    out.printf("%8s  %s%n", SummaryText.seconds(step.took()), step.name());
    out.flush();
  }

  /** Takes away the line of a step that did not finish. */
  void clear() {
    if (ticking != null) {
      ticking.cancel(false);
      ticking = null;
      overwrite("");
    }
  }

  @Override
  public void close() {
    clear();
    clock.shutdownNow();
  }

  private static String running(String step, Duration so) {
    return String.format("%6d s  %s ...", so.toSeconds(), step);
  }

  /** Back to the first column, and away with what stood there (ECMA-48: erase in line). */
  private synchronized void overwrite(String line) {
    out.print("\r\u001b[K" + line);
    out.flush();
  }
}
