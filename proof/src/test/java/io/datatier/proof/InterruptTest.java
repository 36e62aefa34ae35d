package io.datatier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.datatier.proof.local.Installed;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool in a process of its own, stopped in the middle of its load as by Ctrl-C. */
final class InterruptTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void leaves_neither_processes_nor_files() throws Exception {
    try {
      Installed.find(System.getenv());
    } catch (Installed.Missing missing) {
      abort(missing.getMessage());
    }
    var tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                ProofCommand.class.getName(),
                "local",
                "--only=campaign of 100",
                "--out=" + folder.resolve("report"))
            .redirectErrorStream(true)
            .start();
    try (var said = new BufferedReader(new InputStreamReader(tool.getInputStream(), UTF_8))) {
      assertEquals("campaign of 100", said.readLine());
      assertNotEquals(List.of(), its(tool));

      new ProcessBuilder("kill", "-INT", "" + tool.pid()).start().waitFor();
      tool.waitFor();
    }

    assertEquals(List.of(), its(tool));
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** Processes that work in the folder, without the tool itself. */
  private List<String> its(Process tool) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != tool.pid())
        .flatMap(process -> process.info().commandLine().stream())
        .filter(command -> command.contains(folder.toString()))
        .toList();
  }
}
