package io.datatier.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.sweep.testing.Export;
import io.datatier.sweep.testing.SweepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a pack may be, and what is said where it is not. */
final class PackPlacesTest {

  @TempDir private Path folder = Path.of("");
  private String exports = "";

  @BeforeEach
  void has_an_export() throws IOException {
    exports = folder.resolve("exports").toString();
    new Export("shop", "dev").write(Path.of(exports, "dev.json"));
  }

  @Test
  void takes_a_class_path_with_the_name_of_its_main() throws IOException {
    var classes = Files.createDirectories(folder.resolve("classes/house"));
    try (var in = SweepRun.class.getResourceAsStream("/house/HousePack.class")) {
      Files.copy(java.util.Objects.requireNonNull(in), classes.resolve("HousePack.class"));
    }
    var place = folder.resolve("classes").toString();

    var unnamed = SweepRun.of("judge", "-p", place, exports);
    var named = SweepRun.of("judge", "-p", place, "--main", "house.HousePack", exports);

    assertEquals(2, unnamed.code());
    assertTrue(unnamed.err().contains("Name it with --main"), unnamed::err);
    assertEquals(0, named.code(), named::err);
  }

  @Test
  void says_what_is_wrong_with_a_pack() throws IOException {
    var jar = SweepRun.houseJar(folder).toString();
    var empty = Files.createDirectory(folder.resolve("node"));
    Files.writeString(empty.resolve("PulumiPolicy.yaml"), "runtime: nodejs\n");

    assertEquals(
        "there is no policy pack at [%s]\n".formatted(folder.resolve("none.jar")),
        refused(folder.resolve("none.jar").toString(), "house.HousePack"));
    assertEquals(
        "there is no class house.Other with a main in [%s]\n".formatted(jar),
        refused(jar, "house.Other"));
    assertEquals(
        "main serves none, not one policy pack: call PackServer.serve in it, once\n",
        refused(jar + java.io.File.pathSeparator + idle(), "Idle"));
    assertEquals(
        empty + " contains no pom.xml: only Java packs work here\n",
        refused(empty.toString(), "Any"));
  }

  private String refused(String pack, String main) {
    var run = SweepRun.of("judge", "-p", pack, "--main", main, exports);
    assertEquals(2, run.code());
    return run.err();
  }

  /** A class whose main does nothing. */
  private Path idle() throws IOException {
    var source =
        Files.writeString(
            folder.resolve("Idle.java"),
            "public class Idle { public static void main(String[] a) {} }");
    var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
    assertEquals(0, compiler.run(null, null, null, "-proc:none", source.toString()));
    return folder;
  }

  @Test
  void says_what_is_wrong_with_what_it_is_told() {
    var run = SweepRun.of("judge");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("--policy-pack"), run::err);
    assertEquals(2, SweepRun.of().code());
    assertEquals(0, SweepRun.of("judge", "--help").code());
    assertTrue(SweepRun.of("--help").out().contains("130"), "exit codes are told");
    assertEquals(
        "there is no file or folder /nowhere\n",
        SweepRun.of("judge", "-p", jar(), "/nowhere").err());
    assertEquals(
        "'3/2' is not a shard: write the second of eight as 2/8\n",
        SweepRun.of("judge", "-p", jar(), "--shard", "3/2", exports).err());
    assertEquals(
        "%s cannot be written: there is no folder %s to write to\n"
            .formatted(folder.resolve("a/b.json"), folder.resolve("a")),
        SweepRun.of("judge", "-p", jar(), "--json", folder + "/a/b.json", exports).err());
  }

  private String jar() {
    try {
      return SweepRun.houseJar(folder).toString();
    } catch (IOException unwritten) {
      throw new java.io.UncheckedIOException(unwritten);
    }
  }
}
