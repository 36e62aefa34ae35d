package io.datatier.rehearsal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.engine.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StepLinesTest {

  private final StringWriter printed = new StringWriter();

  @Test
  void print_a_finished_step_alone_in_a_pipe() {
    try (var lines = new StepLines(new PrintWriter(printed), false)) {
      lines.started("up");
      lines.finished(new Step("up", Duration.ofMillis(12_345)));
      lines.started("refresh");
    }

    assertEquals("  12.3 s  up\n", printed.toString());
  }

  @Test
  void leave_only_finished_steps_on_a_terminal() {
    try (var lines = new StepLines(new PrintWriter(printed), true)) {
      lines.started("up");
      lines.finished(new Step("up", Duration.ofSeconds(2)));
      lines.started("refresh");
    }

    assertEquals("   2.0 s  up\n", onScreen(printed.toString()));
  }

  /** What a terminal still shows after it went back and erased as told. */
  private static String onScreen(String text) {
    return text.replaceAll("[^\\n]*\\r\\u001b\\[K", "");
  }
}
