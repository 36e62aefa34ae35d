package io.datatier.bench.pack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A pack under test.
 *
 * @param name in figures
 * @param command that starts it; the address of the engine replaces {@link #ENGINE}
 * @param folder in which it starts
 * @param environment in addition to that of this process
 */
public record Candidate(
    String name, List<String> command, Path folder, Map<String, String> environment) {

  /** Where the address of the engine goes in a command. */
  public static final String ENGINE = "{engine}";

  public Candidate {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  List<String> command(String engine) {
    return command.stream().map(word -> word.replace(ENGINE, engine)).toList();
  }
}
