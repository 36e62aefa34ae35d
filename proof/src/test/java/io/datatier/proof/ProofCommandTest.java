package io.datatier.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProofCommandTest {

  /** 1 would say that a plan was wrong, or a stack ill. */
  @Test
  void a_fault_of_its_own_says_nothing_of_plans_and_stacks() throws Exception {
    var err = new StringWriter();
    var command = ProofCommand.commandLine().setErr(new PrintWriter(err, true));

    assertEquals(
        2,
        command
            .getExecutionExceptionHandler()
            .handleExecutionException(
                new IllegalStateException("one\ntwo"), command, command.parseArgs()));
    assertEquals(
        "datatier-proof failed because of a bug in it:"
            + " java.lang.IllegalStateException: one two"
            + System.lineSeparator(),
        err.toString());
  }
}
