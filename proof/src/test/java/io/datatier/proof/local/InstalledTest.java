package io.datatier.proof.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstalledTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void finds_the_programs_on_path_behind_links() throws Exception {
    var programs = Files.createDirectory(folder.resolve("programs")).toRealPath();
    for (var program : new String[] {"initdb", "postgres", "pgbouncer"}) {
      assertTrue(Files.createFile(programs.resolve(program)).toFile().setExecutable(true));
    }
    var links = Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("initdb"), programs.resolve("initdb"));
    Files.createSymbolicLink(links.resolve("pgbouncer"), programs.resolve("pgbouncer"));

    assertEquals(
        new Installed(programs, programs.resolve("pgbouncer")),
        Installed.find(Map.of("PATH", links.toString())));
  }
}
