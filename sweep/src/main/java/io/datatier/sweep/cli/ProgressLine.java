package io.datatier.sweep.cli;

import io.datatier.sweep.results.Found;
import io.datatier.sweep.results.StackResult;
import java.io.PrintWriter;

/**
 * How far a sweep is. On a terminal one line with a bar is renewed a few times a second; in a pipe
 * there is a line for each tenth.
 */
final class ProgressLine {

  private static final int WIDTH = 30;
  private static final int TENTHS = 10;
  private static final long RENEWED_NANOS = 200_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private final int all;
  private final long started = System.nanoTime();
  private int done;
  private int tenths;
  private int failing;
  private int unjudged;
  private long shown;

  ProgressLine(PrintWriter out, boolean terminal, int all) {
    this.out = out;
    this.terminal = terminal;
    this.all = all;
    this.shown = started;
  }

  synchronized void judged(StackResult result) {
    done++;
    failing += result.found().stream().anyMatch(Found::fails) ? 1 : 0;
    unjudged += result.isJudged() ? 0 : 1;
    var now = System.nanoTime();
    if (terminal && (now - shown > RENEWED_NANOS || done == all)) {
      shown = now;
      // Returns to the first column and erases the line (ECMA-48: erase in line).
      out.print("\r\u001b[K" + bar() + " " + told());
      out.flush();
    } else if (!terminal && (long) done * TENTHS / all > tenths) {
      tenths = (int) ((long) done * TENTHS / all);
      out.println("judged " + told());
      out.flush();
    }
  }

  private String bar() {
    var filled = (int) ((long) done * WIDTH / all);
    return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "]";
  }

  private String told() {
    var seconds = Math.max(1, (System.nanoTime() - started) / 1_000_000_000L);
    return "%,d of %,d stacks, %,d with violations%s, %,d a second"
        .formatted(
            done,
            all,
            failing,
            unjudged == 0 ? "" : ", %,d not judged".formatted(unjudged),
            done / seconds);
  }

  /** Leaves the line as it is, or none. */
  synchronized void end() {
    if (terminal && done > 0) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
