package io.datatier.tools;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command line tool.
 *
 * @param command its path, or its name on the PATH, and the options of every run
 * @param folder where it runs
 */
public record Executable(List<String> command, Path folder) {

  public Executable {
    command = List.copyOf(command);
    folder = folder.toAbsolutePath();
  }

  /**
   * The Pulumi CLI, without prompts.
   *
   * @param path its path, or its name on the PATH
   */
  public static Executable pulumi(String path, Path folder) {
    return new Executable(List.of(path, "--non-interactive"), folder);
  }

  /**
   * Runs it and returns what it prints on standard output.
   *
   * @throws IOException with everything that it printed, if it fails
   */
  public String run(String... arguments) throws IOException, InterruptedException {
    var errors = Files.createTempFile("datatier", ".txt");
    try {
      var process =
          start(
              new ProcessBuilder(Stream.concat(command.stream(), Stream.of(arguments)).toList())
                  .directory(folder.toFile())
                  .redirectError(errors.toFile()));
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

  private Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new IOException(
          "%s cannot be run: install it, or put its folder on the PATH.".formatted(command.get(0)),
          missing);
    }
  }

  /**
   * Runs it and returns the JSON that it prints on standard output.
   *
   * @throws IOException with everything that it printed, if it fails
   */
  public JsonObject json(String... arguments) throws IOException, InterruptedException {
    return JsonParser.parseString(run(arguments)).getAsJsonObject();
  }
}
