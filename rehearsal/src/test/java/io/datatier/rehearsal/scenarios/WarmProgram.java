package io.datatier.rehearsal.scenarios;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * JVMs in which the project's own program has run before, and runs again: three quarters of what a
 * JVM of its own does is to load and compile the same classes. Each runs one program at a time.
 */
final class WarmProgram {

  private final Path jar;
  private final Path workingDirectory;
  private final Deque<WarmJvm> idle = new ArrayDeque<>();

  private WarmProgram(Path jar, Path workingDirectory) {
    this.jar = jar;
    this.workingDirectory = workingDirectory;
  }

  /**
   * Lines of a script that runs the program and ends as it does.
   *
   * @param folder for what the script and the JVMs say to each other
   */
  static String script(Path folder, Path jar, Path workingDirectory)
      throws IOException, InterruptedException {
    var programs = new WarmProgram(jar, workingDirectory);
    return Doorbell.in(folder, programs::run).ask("") + "exit \"$answer\"";
  }

  private String run(Doorbell.Caller script) {
    try {
      var jvm = take();
      // What ends a program ends its JVM.
      var killed = script.process().onExit().thenRun(jvm::destroy);
      var code = jvm.ask(String.valueOf(script.process().pid()));
      if (killed.cancel(false) && jvm.isAlive()) {
        give(jvm);
      }
      return code;
    } catch (IOException ended) {
      return "1";
    }
  }

  private WarmJvm take() throws IOException {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return WarmJvm.of(ProgramRunner.class, jar, workingDirectory);
  }

  private void give(WarmJvm jvm) {
    synchronized (idle) {
      idle.push(jvm);
    }
  }
}
