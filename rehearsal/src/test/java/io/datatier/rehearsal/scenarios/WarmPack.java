package io.datatier.rehearsal.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The project's own pack, served to all engines from one JVM. */
final class WarmPack {

  private WarmPack() {}

  /**
   * Lines of a script that says the port of a server of its own, and ends with it.
   *
   * @param folder for what the script and the JVM say to each other
   */
  static String script(Path folder, Path jar) throws IOException, InterruptedException {
    var jvm = WarmJvm.of(PackRunner.class, jar, Path.of("").toAbsolutePath());
    return Doorbell.in(folder, script -> serve(jvm, script)).ask("${*##* }")
        + "echo \"$answer\"; exec sleep 3600";
  }

  private static String serve(WarmJvm jvm, Doorbell.Caller script) {
    try {
      return jvm.ask(script.process().pid() + " " + script.words());
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }
}
