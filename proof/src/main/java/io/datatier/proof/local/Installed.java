package io.datatier.proof.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of this machine that make the local pair.
 *
 * @param postgres the folder of {@code postgres} and {@code initdb}
 * @param pgbouncer the program
 */
public record Installed(Path postgres, Path pgbouncer) {

  /** Folders that packages do not put on PATH, each with a folder per version. */
  private static final List<String> OF_VERSIONS =
      List.of("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt");

  private static final List<String> USUAL =
      List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/opt/homebrew/bin");

  /** Something is missing; the message says how to install it. */
  public static final class Missing extends Exception {

    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }

  /**
   * Finds them.
   *
   * @param environment whose PATH is searched first
   */
  public static Installed find(Map<String, String> environment) throws Missing {
    var path =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList();
    var postgres =
        Stream.of(
                path.stream(),
                OF_VERSIONS.stream().map(Path::of).flatMap(Installed::versions),
                USUAL.stream().map(Path::of))
            .flatMap(folders -> folders)
            .flatMap(folder -> real(folder.resolve("initdb")).stream())
            .map(initdb -> initdb.resolveSibling(""))
            .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
            .findFirst();
    var pgbouncer =
        Stream.concat(path.stream(), USUAL.stream().map(Path::of))
            .flatMap(folder -> real(folder.resolve("pgbouncer")).stream())
            .findFirst();
    var missing = new ArrayList<String>();
    if (postgres.isEmpty()) {
      missing.add("postgresql");
    }
    if (pgbouncer.isEmpty()) {
      missing.add("pgbouncer");
    }
    if (!missing.isEmpty()) {
      throw new Missing(
          "Install %s (apt install %s), or measure a database of your own with --direct and --pooled."
              .formatted(String.join(" and ", missing), String.join(" ", missing)));
    }
    return new Installed(postgres.orElseThrow(), pgbouncer.orElseThrow());
  }

  // The newest first.
  private static Stream<Path> versions(Path parent) {
    try (var found = Files.list(parent)) {
      return found
          .sorted(Comparator.comparing(Path::toString).reversed())
          .map(version -> version.resolve("bin"))
          .toList()
          .stream();
    } catch (IOException absent) {
      return Stream.of();
    }
  }

  // PostgreSQL looks for its libraries next to itself, not next to a link.
  private static Optional<Path> real(Path file) {
    try {
      return Optional.of(file.toRealPath()).filter(Files::isExecutable);
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** The pool's name and version. */
  public String poolVersion() throws IOException, InterruptedException {
    var said =
        OneRun.of(new ProcessBuilder(pgbouncer.toString(), "--version"), "", Duration.ofSeconds(10))
            .said();
    return said.lines().findFirst().orElse("PgBouncer");
  }

  /** Both refuse to be started by root; in a user namespace of its own root is {@code nobody}. */
  static List<String> command(Path program, List<String> arguments) {
    var itself = Stream.concat(Stream.of(program.toString()), arguments.stream());
    return "root".equals(System.getProperty("user.name"))
        ? Stream.concat(Stream.of("unshare", "--user"), itself).toList()
        : itself.toList();
  }
}
