package io.datatier.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.sweep.testing.Export;
import io.datatier.sweep.testing.SweepRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the sweep itself, which a stream brings about here. */
final class CrashTest {

  @TempDir private Path folder = Path.of("");

  /** Throws what it is told to at a text. */
  private static final class Crashing extends StringWriter {

    private final String text;
    private final Supplier<Throwable> crash;

    Crashing(String text, Supplier<Throwable> crash) {
      this.text = text;
      this.crash = crash;
    }

    @Override
    public void write(String written, int from, int length) {
      super.write(written, from, length);
      if (written.contains(text)) {
        CrashTest.<RuntimeException>raise(crash.get());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable crash) throws T {
    throw (T) crash;
  }

  private int judged(Writer out, Writer err) throws Exception {
    new Export("shop", "dev").write(folder.resolve("exports/dev.json"));
    return DatatierSweep.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            "judge",
            "--policy-pack",
            SweepRun.houseJar(folder).toString(),
            folder.resolve("exports").toString());
  }

  @Test
  void no_crash_is_taken_for_a_verdict() throws Exception {
    for (var crash :
        List.<Supplier<Throwable>>of(
            IllegalStateException::new, StackOverflowError::new, InternalError::new)) {
      var err = new StringWriter();

      assertEquals(70, judged(new Crashing("stack", crash), err));
      assertTrue(err.toString().contains("a bug in the sweep"), err::toString);
    }
  }

  @Test
  void nor_is_one_of_a_thread_that_judges() throws Exception {
    var err = new Crashing("judged ", IllegalStateException::new);

    assertEquals(70, judged(new StringWriter(), err));
    assertTrue(err.toString().contains("a bug in the sweep"), err::toString);
  }

  @Test
  void says_what_to_do_where_memory_ends() throws Exception {
    var err = new StringWriter();

    assertEquals(70, judged(new Crashing("stack", OutOfMemoryError::new), err));
    assertTrue(
        err.toString().endsWith("there is not enough memory: raise it with JAVA_OPTS=-Xmx2g\n"),
        err::toString);
  }
}
