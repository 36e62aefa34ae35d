package io.datatier.rehearsal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectFileTest {

  private final Path folder;

  ProjectFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void keeps_all_but_the_way_to_start() throws IOException {
    var users =
        Files.writeString(
            folder.resolve("users.yaml"),
            """
            name: datatier
            runtime: java
            config:
              size:
                default: 3
            """);
    var ours = folder.resolve("Pulumi.yaml");

    ProjectFile.read(users).in(Path.of("/a")).startedFrom(Path.of("/a/program.jar")).write(ours);

    assertEquals(
        """
        name: datatier
        runtime:
          name: java
          options:
            binary: /a/program.jar
        config:
          size:
            default: 3
        main: /a
        """,
        Files.readString(ours));
  }

  @Test
  void must_be_a_mapping() throws IOException {
    var file = Files.writeString(folder.resolve("Pulumi.yaml"), "- name\n");

    var fault = assertThrows(IOException.class, () -> ProjectFile.read(file));

    assertEquals(
        file + " is not a project file: it must be a YAML mapping with a name.",
        fault.getMessage());
  }
}
