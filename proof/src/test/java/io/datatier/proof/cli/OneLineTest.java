package io.datatier.proof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class OneLineTest {

  @Test
  void begins_no_line_and_hides_nothing() {
    assertEquals(
        "x and a password All is well.?[8m?",
        OneLine.of("x and a password\nAll is well.\u001b[8m\u202e\n"));
    assertEquals("grüß – ok", OneLine.of("grüß – ok"));
  }
}
