package io.datatier.proof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datatier.tools.Executable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository is named only by a jar that was built in it. */
final class MachineTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void names_no_commit_of_a_folder_that_the_jar_was_copied_to() throws Exception {
    assertEquals(Optional.empty(), Machine.builtFrom(folder.resolve("proof.jar")));

    git("init", "--quiet");
    git("commit", "--quiet", "--allow-empty", "--message=other");
    assertEquals(Optional.empty(), Machine.builtFrom(folder.resolve("proof.jar")));

    var target = Files.createDirectories(folder.resolve("proof/target"));
    var commit = git("rev-parse", "--short", "HEAD");
    assertEquals(Optional.of(commit), Machine.builtFrom(target.resolve("proof.jar")));

    Files.writeString(target.resolve("proof.jar"), "");
    assertEquals(Optional.of(commit + "*"), Machine.builtFrom(target.resolve("proof.jar")));
  }

  private String git(String... arguments) throws InterruptedException {
    try {
      return new Executable(
              List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.com"), folder)
          .run(arguments);
    } catch (IOException absent) {
      assumeTrue(false, absent::getMessage);
      return "";
    }
  }
}
