package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.engine.Progress;
import io.datatier.rehearsal.engine.Step;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line per step. On a terminal the line appears at once and counts the seconds; in a pipe it
 * appears when the step has ended.
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

  /** The running step and its timer. */
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

  /** Removes the line of a step that did not finish. */
  synchronized void clear() {
    if (running != null) {
      running.ticking().cancel(false);
      running = null;
      overwrite("");
    }
  }

  /** Red on a terminal, line by line, unless the user wants no colors (https://no-color.org). */
  String red(String text) {
    return terminal && System.getenv("NO_COLOR") == null
        ? text.lines()
            .map(line -> "\u001b[31m" + line + "\u001b[0m")
            .collect(Collectors.joining("\n"))
        : text;
  }

  // A tick may still run after its step has ended, and must then print nothing.
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

  /** Returns to the first column and erases the line (ECMA-48: erase in line). */
  private void overwrite(String line) {
    out.print("\r\u001b[K" + line);
    out.flush();
  }
}
