package io.datatier.rehearsal.login;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL that is installed on this machine.
 *
 * @param folder with its {@code postgres} and {@code initdb}
 */
record InstalledPostgres(Path folder) {

  static final String MISSING =
      "PostgreSQL is not installed: no initdb on PATH or in the usual folders. Install the package"
          + " postgresql (apt, dnf) or postgresql@17 (Homebrew)";

  /** Folders that packages do not put on PATH, each with a folder per version. */
  private static final List<String> USUAL =
      List.of(
          "/usr/lib/postgresql",
          "/opt/homebrew/opt",
          "/usr/local/opt",
          "/Applications/Postgres.app/Contents/Versions");

  private static final List<String> USUAL_OF_ONE_VERSION =
      List.of("/usr/local/pgsql/bin", "/usr/pgsql-17/bin", "/usr/pgsql-16/bin", "/usr/bin");

  /** The first on PATH, or else the newest in the usual folders. */
  static Optional<InstalledPostgres> find(Map<String, String> environment) {
    var onPath =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of);
    var usual =
        Stream.concat(
            USUAL.stream().map(Path::of).flatMap(InstalledPostgres::versions),
            USUAL_OF_ONE_VERSION.stream().map(Path::of));
    return first(Stream.concat(onPath, usual));
  }

  /** The first of some folders that has one. */
  static Optional<InstalledPostgres> first(Stream<Path> folders) {
    return folders.flatMap(folder -> in(folder).stream()).findFirst();
  }

  private static Stream<Path> versions(Path parent) {
    try (var found = Files.list(parent)) {
      return found
          .sorted(Comparator.comparing((Path version) -> version.toString()).reversed())
          .map(version -> version.resolve("bin"))
          .toList()
          .stream();
    } catch (IOException absent) {
      return Stream.of();
    }
  }

  // What is on PATH may be a link, but postgres looks for its libraries next to itself.
  private static Optional<InstalledPostgres> in(Path folder) {
    try {
      var its = folder.resolve("initdb").toRealPath().resolveSibling("");
      return Files.isExecutable(its.resolve("postgres"))
          ? Optional.of(new InstalledPostgres(its))
          : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** A command of this installation, as PostgreSQL wants to be started: not by root. */
  List<String> command(String name, List<String> arguments) {
    return command(folder.resolve(name), arguments);
  }

  /** Likewise for a program from elsewhere. */
  static List<String> command(Path program, List<String> arguments) {
    var itself = Stream.concat(Stream.of(program.toString()), arguments.stream());
    return "root".equals(System.getProperty("user.name"))
        // In a user namespace of its own root is the user nobody.
        ? Stream.concat(Stream.of("unshare", "--user"), itself).toList()
        : itself.toList();
  }
}
