package io.datatier.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line tool.
 *
 * @param path its path, or its name on the PATH
 * @param folder where it runs
 */
public record Executable(String path, Path folder) {

  public Executable {
    folder = folder.toAbsolutePath();
  }

  /**
   * What it prints on standard output.
   *
   * @throws IOException with all that it printed, if it fails
   */
  public String run(List<String> arguments) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(path));
    words.addAll(arguments);
    var errors = Files.createTempFile("datatier", ".txt");
    try {
      var process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().close();
      var printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException((printed + "\n" + Files.readString(errors)).strip());
      }
      return printed;
    } finally {
      Files.delete(errors);
    }
  }
}
