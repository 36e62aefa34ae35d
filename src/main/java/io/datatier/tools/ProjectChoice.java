package io.datatier.tools;

import java.nio.file.Path;
import java.util.Map;

/** Which project a command is about. */
public final class ProjectChoice {

  private ProjectChoice() {}

  /**
   * The folder of the project: the current one, or that of the sandbox whose {@code env} a shell
   * has read. The sandbox's {@code pulumi} and {@code aws} then come first on the PATH.
   *
   * @param environment of the command
   */
  public static Path folder(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("DATATIER_PROJECT", ""));
  }
}
