package io.datatier.clients;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.config.InvalidValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtifactTest {

  private final Path folder;

  ArtifactTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dialer.zip", "dialer.jar", "dialer.tar", "dialer.tgz", "dialer.tar.gz"})
  void takes_an_archive(String name) throws IOException {
    var archive = Files.createFile(folder.resolve(name)).toString();

    assertDoesNotThrow(() -> Artifact.path(archive));
  }

  @Test
  void takes_a_folder() throws IOException {
    var code = Files.createDirectory(folder.resolve("dialer")).toString();

    assertDoesNotThrow(() -> Artifact.path(code));
  }

  @Test
  void refuses_a_file_that_the_engine_cannot_unpack() throws IOException {
    requireRefused(Files.createFile(folder.resolve("index.mjs")));
  }

  @Test
  void refuses_a_folder_that_the_engine_takes_for_an_archive() throws IOException {
    requireRefused(Files.createDirectory(folder.resolve("dialer.zip")));
  }

  @Test
  void refuses_such_a_folder_however_it_is_written() throws IOException {
    var code = Files.createDirectory(folder.resolve("dialer.zip"));

    requireRefused(code + "/");
    requireRefused(code + "/.");
  }

  @Test
  void refuses_what_does_not_exist() {
    requireRefused(folder.resolve("dialer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dialer\u0000"})
  void refuses_what_names_no_file(String path) {
    requireRefused(path);
  }

  private static void requireRefused(Path path) {
    requireRefused(path.toString());
  }

  private static void requireRefused(String path) {
    var refused = assertThrows(InvalidValue.class, () -> Artifact.path(path));
    assertEquals(
        "\""
            + path
            + "\" must be a folder or an archive (.zip, .jar, .tar, .tgz, .tar.gz) that exists,"
            + " relative to the project",
        refused.getMessage());
  }
}
