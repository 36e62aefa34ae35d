package io.datatier.rehearsal.scenarios;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The end of a process that is told nothing, as by a machine that loses its power. */
final class SuddenEnd {

  private SuddenEnd() {}

  /** Ends the engine with all that it has started. */
  static void of(Process engine) throws IOException, InterruptedException {
    // What stands still starts nothing more that would not be in the list.
    signal("STOP", engine.pid());
    var all = Stream.concat(Stream.of(engine.toHandle()), engine.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    waitFor(all);
  }

  /** Ends the provider alone; the engine learns that it has gone. */
  static void ofProvider(Process engine) {
    var provider = engine.descendants().filter(SuddenEnd::isProvider).toList();
    provider.forEach(ProcessHandle::destroyForcibly);
    waitFor(provider);
  }

  private static boolean isProvider(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("target/rehearsal.jar");
  }

  private static void waitFor(List<ProcessHandle> ended) {
    ended.forEach(process -> process.onExit().join());
  }

  private static void signal(String name, long process) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process)).inheritIO().start();
    if (kill.waitFor() != 0) {
      // It has ended by itself.
      return;
    }
  }
}
