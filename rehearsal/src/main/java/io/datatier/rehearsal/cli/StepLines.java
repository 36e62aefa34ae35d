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
  private @Nullable Running running;

  /** A step that is under way, and what counts its seconds. */
  private record Running(String step, long since, ScheduledFuture<?> ticking) {}

  StepLines(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void started(String step) {
    if (terminal) {
      var ticking = clock.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
      running = new Running(step, System.nanoTime(), ticking);
    }
  }

  @Override
  public synchronized void finished(Step step) {
    clear();
    out.printf("%8s  %s%n", SummaryText.seconds(step.took()), step.name());
    out.flush();
  }

  /** Takes away the line of a step that did not finish. */
  synchronized void clear() {
    if (running != null) {
      running.ticking().cancel(false);
      running = null;
      overwrite("");
    }
  }

  // A tick that was due when its step ended comes after it, and has nothing to say any more.
  private synchronized void tick() {
    if (running != null) {
      var so = Duration.ofNanos(System.nanoTime() - running.since());
      overwrite(String.format("%6d s  %s ...", so.toSeconds(), running.step()));
    }
  }

  @Override
  public void close() {
    clear();
    clock.shutdownNow();
  }

  /** Back to the first column, and away with what stood there (ECMA-48: erase in line). */
  private void overwrite(String line) {
    out.print("\r\u001b[K" + line);
    out.flush();
  }
}
