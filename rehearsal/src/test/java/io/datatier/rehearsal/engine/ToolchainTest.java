package io.datatier.rehearsal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code make} and the builds say of a machine, whose {@code java} is a script here. */
final class ToolchainTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private final Path bin;

  ToolchainTest(@TempDir Path bin) throws IOException {
    this.bin = bin;
    install("awk", "exec /usr/bin/awk \"$@\"");
    install("mvn", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15", "21.0.8", "25", "25.0.3"})
  void takes_the_jdks_that_are_tested(String version) throws Exception {
    installJava(version);

    assertEquals("", make());
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_452, 1", "11.0.27, 11", "26, 26"})
  void refuses_others(String version, String shown) throws Exception {
    installJava(version);

    assertTrue(
        make()
            .startsWith(
                "java is version "
                    + shown
                    + " here: use JDK 17, 21 or 25. Later versions are untested.\n"));
  }

  @Test
  void says_what_to_install_where_there_is_no_jdk() throws Exception {
    assertTrue(
        make().startsWith("Install JDK 17, 21 or 25 and Maven 3.8.7 or newer; see README.md.\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "policy", "migrations", "rehearsal"})
  void every_build_takes_the_same_jdks(String part) throws Exception {
    var pom = Files.readString(CHECKOUT.resolve(part).resolve("pom.xml"));

    assertTrue(pom.contains("<requireJavaVersion>\n                  <version>[17,26)</version>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "policy", "migrations", "rehearsal", "template"})
  void maven_keeps_the_warnings_of_newer_jdks_from_users(String part) throws Exception {
    var options = Files.readAllLines(CHECKOUT.resolve(part).resolve(".mvn/jvm.config"));

    assertTrue(
        options.containsAll(
            List.of(
                "--enable-native-access=ALL-UNNAMED", "-Dsun.misc.unsafe.memory.access=allow")));
  }

  private void installJava(String version) throws IOException {
    install("java", "echo 'openjdk version \"" + version + "\" 2026-01-20' >&2");
  }

  private void install(String name, String script) throws IOException {
    var file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String make() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("make", "--no-print-directory", "toolchain")
            .directory(CHECKOUT.toFile())
            .redirectErrorStream(true);
    builder.environment().put("PATH", bin.toString());
    // What a `make` that runs these tests hands down would make this one a part of it.
    builder.environment().keySet().removeAll(Set.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS"));
    var make = builder.start();
    var said = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    make.waitFor();
    return said;
  }
}
