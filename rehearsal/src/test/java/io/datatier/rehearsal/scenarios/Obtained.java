package io.datatier.rehearsal.scenarios;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code engine/obtain} finds or builds for tests alone. */
final class Obtained {

  private static final Path SCRIPT = Path.of("../engine/obtain").toAbsolutePath().normalize();

  private Obtained() {}

  /** {@code make verify} says where it is; without that it is looked for as make does. */
  static Path folder(String what, String variable) throws IOException, InterruptedException {
    var told = Optional.ofNullable(System.getenv(variable));
    return Path.of(told.isPresent() ? told.get() : obtain(what)).toAbsolutePath();
  }

  private static String obtain(String what) throws IOException, InterruptedException {
    var script =
        new ProcessBuilder(SCRIPT.toString(), what)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    script.getOutputStream().close();
    var folder = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (script.waitFor() != 0) {
      throw new AssertionError("engine/obtain " + what + " failed; see its message.");
    }
    return folder;
  }
}
