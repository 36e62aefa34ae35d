package io.datatier.rehearsal.engine;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code engine/obtain} with a PATH on which {@code pulumi} and {@code go} are scripts. */
final class ObtainScriptTest {

  private static final Path SCRIPT = Path.of("../engine/obtain").toAbsolutePath().normalize();

  /** Gives the command in its arguments a terminal. */
  private static final Path TERMINAL = Path.of("/usr/bin/script");

  /** All that the script may call; a CLI or a Go that this machine has must not be seen. */
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "awk",
          "basename",
          "cat",
          "cut",
          "dirname",
          "ln",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sha256sum",
          "shasum",
          "sleep");

  private final Path folder;
  private final Path bin;
  private final Path cache;
  private final Path tools;

  ObtainScriptTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.bin = Files.createDirectory(folder.resolve("bin"));
    this.cache = folder.resolve("cache");
    this.tools = Files.createDirectory(folder.resolve("tools"));
    for (var tool : TOOLS) {
      for (var real : List.of(Path.of("/bin", tool), Path.of("/usr/bin", tool))) {
        if (Files.exists(real)) {
          install(tools, tool, "exec " + real + " \"$@\"");
        }
      }
    }
    Files.writeString(clock(), "0");
    install(tools, "date", "exec cat '" + clock() + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3.258.0", "v3.258.1", "v3.300.0"})
  void takes_an_installed_cli_that_is_new_enough(String version) throws Exception {
    install("pulumi", "echo " + version);
    install("pulumi-language-java", "");

    assertEquals(new Result(0, bin + "\n", ""), obtain());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3.257.9", "v2.300.0", "v4.0.0", "v3.258.0-alpha.1", "rubbish"})
  void builds_where_the_installed_cli_will_not_do(String version) throws Exception {
    install("pulumi", "echo " + version);
    install("pulumi-language-java", "");
    installGo();

    var result = obtain();

    assertEquals(
        new Result(
            0,
            engine() + "\n",
            "The installed Pulumi CLI is "
                + version
                + ", and this needs v3.258.0 or a later v3, so it is not used.\n"
                + building("v3.276.0")),
        result);
  }

  @Test
  void builds_where_the_installed_cli_cannot_run_java() throws Exception {
    install(
        "pulumi", "[ $1 = version ] && echo v3.258.0 || { echo 'error: bundled' >&2; exit 1; }");
    installGo();

    var result = obtain();

    assertEquals(
        new Result(
            0,
            engine() + "\n",
            """
            Downloading the Java language host of the installed Pulumi CLI v3.258.0 (once).
            error: bundled
            The installed Pulumi CLI v3.258.0 has no pulumi-language-java and could not download it, \
            so it is not used.
            """
                + building("v3.276.0")),
        result);
  }

  @Test
  void has_the_installed_cli_fetch_the_language_host_that_it_does_not_bring_along()
      throws Exception {
    install(
        "pulumi",
        """
        [ $1 = version ] && echo v3.276.0 && exit
        [ "$*" = "plugin install language java" ] || exit 1
        host=$PULUMI_HOME/plugins/language-java-v1.39.0
        mkdir -p $host && echo '#!/bin/sh' >$host/pulumi-language-java
        /bin/chmod +x $host/pulumi-language-java
        echo installed
        """);
    var joined = cache.resolve("datatier/installed-v3.276.0");

    assertEquals(
        new Result(
            0,
            joined + "\n",
            """
            Downloading the Java language host of the installed Pulumi CLI v3.276.0 (once).
            installed
            """),
        obtain());
    assertEquals(new Result(0, joined + "\n", ""), obtain());
    assertEquals(bin.resolve("pulumi"), Files.readSymbolicLink(joined.resolve("pulumi")));
    assertTrue(Files.isExecutable(joined.resolve("pulumi-language-java")));
  }

  @Test
  void joins_an_installed_cli_with_the_language_host_that_its_link_leads_to() throws Exception {
    var real = Files.createDirectory(folder.resolve("real"));
    install(real, "pulumi", "echo v3.258.0");
    install(real, "pulumi-language-java", "");
    Files.createSymbolicLink(bin.resolve("pulumi"), real.resolve("pulumi"));
    var joined = cache.resolve("datatier/installed-v3.258.0");

    assertEquals(new Result(0, joined + "\n", ""), obtain());
    assertEquals(
        real.resolve("pulumi-language-java").toRealPath(),
        joined.resolve("pulumi-language-java").toRealPath());
  }

  @Test
  void builds_once() throws Exception {
    installGo();
    obtain();
    Files.delete(bin.resolve("go"));

    assertEquals(new Result(0, engine() + "\n", ""), obtain());
  }

  @Test
  void builds_both_binaries_into_one_folder() throws Exception {
    installGo();
    obtain();

    assertEquals(List.of("pulumi", "pulumi-language-java"), names(engine()));
  }

  @Test
  void leaves_nothing_that_looks_finished_when_a_build_fails() throws Exception {
    install("go", "while [ \"$1\" != -o ]; do shift; done; : >\"$2\"; echo broken; exit 1");

    assertEquals(
        new Result(
            1,
            "",
            """
            Building pulumi-language-java v1.21.2 with Go (about 1 minute, once)
            Building pulumi-language-java v1.21.2 failed after 0:00. Go's last lines:
            broken
            """),
        obtain());
    assertEquals(List.of(), names(engine()));
  }

  @Test
  void shows_the_end_of_what_go_printed_when_a_build_fails() throws Exception {
    install(
        "go",
        """
        i=0
        while [ $i -lt 25 ]; do i=$((i + 1)); echo "go: downloading module$i v1.0.0"; done
        i=0
        while [ $i -lt 25 ]; do i=$((i + 1)); echo "error $i"; done
        exit 1
        """);

    assertEquals(
        Stream.concat(
                Stream.of(
                    "Building pulumi-language-java v1.21.2 with Go (about 1 minute, once)",
                    "Building pulumi-language-java v1.21.2 failed after 0:00. Go's last lines:"),
                IntStream.rangeClosed(6, 25).mapToObj(line -> "error " + line))
            .toList(),
        obtain().errors().lines().toList());
  }

  @Test
  void says_once_a_minute_that_it_still_builds() throws Exception {
    installSleepOf(20);
    installGo("while [ $(cat '" + clock() + "') -lt 130 ]; do :; done");

    assertEquals(
        List.of(
            "Building pulumi-language-java v1.21.2 with Go (about 1 minute, once)",
            "Building pulumi-language-java v1.21.2 with Go (about 1 minute, once): 1:00",
            "Building pulumi-language-java v1.21.2 with Go (about 1 minute, once): 2:00"),
        obtain().errors().lines().limit(3).toList());
  }

  @Test
  void keeps_one_line_up_to_date_on_a_terminal() throws Exception {
    assumeTrue(Files.exists(TERMINAL), "script, of util-linux, gives commands a terminal");
    installSleepOf(1);
    installGo("while [ $(cat '" + clock() + "') -lt 3 ]; do :; done; echo go: downloading");

    var output =
        obtain(
                Map.of("SHELL", "/bin/sh"),
                TERMINAL.toString(),
                "-qec",
                SCRIPT.toString(),
                "/dev/null")
            .output();

    var shown = output.substring(0, output.indexOf("\r\n"));
    var updates = shown.split("\r\u001b\\[K", -1);
    assertEquals(
        List.of(
            "",
            "Building pulumi-language-java v1.21.2 with Go (about 1 minute, once)",
            "Building pulumi-language-java v1.21.2 with Go (about 1 minute, once): 0:01",
            "Building pulumi-language-java v1.21.2 with Go (about 1 minute, once): 0:02"),
        Stream.of(updates).limit(4).toList());
    assertTrue(
        updates[updates.length - 1].matches("Built pulumi-language-java v1\\.21\\.2 in 0:0\\d\\."),
        shown);
  }

  @Test
  void builds_the_oldest_engine_beside_the_pinned_one() throws Exception {
    install("pulumi", "echo v3.276.0");
    install("pulumi-language-java", "");
    installGo();

    var result = obtain(Map.of("DATATIER_ENGINE", bin.toString()), SCRIPT.toString(), "oldest");

    assertEquals(new Result(0, engine() + "\n", building("v3.258.0")), result);
    assertEquals(List.of("pulumi", "pulumi-language-java"), names(engine()));
  }

  @Test
  void says_what_to_install_where_there_is_neither_a_cli_nor_go() throws Exception {
    assertEquals(
        new Result(
            1,
            "",
            """
            Found no Pulumi engine, and no Go to build it.
            Install one of these and run this again:
              the Pulumi CLI, v3.258.0 or newer: https://www.pulumi.com/docs/install/
              Go 1.25 or newer; it downloads Go 1.26.6 itself if that is newer: https://go.dev/dl/
            """),
        obtain());
  }

  @Test
  void says_what_to_set_where_nothing_says_where_to_keep_the_engine() throws Exception {
    install("pulumi", "echo never asked");
    assertEquals(
        new Result(
            1,
            "",
            "Neither HOME nor XDG_CACHE_HOME is set: set one of them, because the engine is"
                + " cached there.\n"),
        obtain(Map.of("XDG_CACHE_HOME", "")));
  }

  @Test
  void takes_the_folder_that_it_is_told() throws Exception {
    install("pulumi", "echo never asked");
    install("pulumi-language-java", "");

    assertEquals(new Result(0, bin + "\n", ""), obtain(Map.of("DATATIER_ENGINE", bin.toString())));
  }

  @Test
  void refuses_a_folder_that_is_no_engine() throws Exception {
    assertEquals(refused("pulumi"), obtain(Map.of("DATATIER_ENGINE", bin.toString())));

    install("pulumi", "echo never asked");

    assertEquals(
        refused("pulumi-language-java"), obtain(Map.of("DATATIER_ENGINE", bin.toString())));
  }

  private Result refused(String missing) {
    return new Result(
        1,
        "",
        "DATATIER_ENGINE=%s contains no %s: set it to the folder that does, or unset it.\n"
            .formatted(bin, missing));
  }

  @Test
  void finds_the_yaml_host_beside_the_cli_and_on_the_path() throws Exception {
    install("pulumi", "echo never asked");
    install("pulumi-language-yaml", "");

    assertEquals(
        new Result(0, bin.toRealPath() + "\n", ""), obtain(Map.of(), SCRIPT.toString(), "yaml"));

    Files.delete(bin.resolve("pulumi"));

    assertEquals(
        new Result(0, bin.toRealPath() + "\n", ""), obtain(Map.of(), SCRIPT.toString(), "yaml"));
  }

  @Test
  void builds_the_yaml_host_once_into_a_folder_of_its_own() throws Exception {
    installGo();

    var result = obtain(Map.of(), SCRIPT.toString(), "yaml");

    var built = onlyFolder("language-yaml-[0-9a-f]{12}");
    assertEquals(
        new Result(
            0,
            built + "\n",
            """
            Building pulumi-language-yaml v1.30.0 with Go (about 1 minute, once)
            Built pulumi-language-yaml v1.30.0 in 0:00.
            """),
        result);
    assertEquals(List.of("pulumi-language-yaml"), names(built));

    Files.delete(bin.resolve("go"));

    assertEquals(new Result(0, built + "\n", ""), obtain(Map.of(), SCRIPT.toString(), "yaml"));
  }

  @Test
  void says_what_to_install_where_there_is_neither_a_yaml_host_nor_go() throws Exception {
    assertEquals(
        new Result(
            1,
            "",
            """
            Found no language host for YAML programs, and no Go to build it.
            Install one of these and run this again:
              the Pulumi CLI, which includes it: https://www.pulumi.com/docs/install/
              Go 1.25 or newer; it downloads Go 1.25.8 itself if that is newer: https://go.dev/dl/
            """),
        obtain(Map.of(), SCRIPT.toString(), "yaml"));
  }

  private static String building(String version) {
    return """
        Building pulumi-language-java v1.21.2 with Go (about 1 minute, once)
        Built pulumi-language-java v1.21.2 in 0:00.
        Building pulumi %1$s with Go (about 5 minutes, once)
        Built pulumi %1$s in 0:00.
        """
        .formatted(version);
  }

  /** Stands for Go: writes an empty program where {@code -o} says. */
  private void installGo() throws IOException {
    installGo(":");
  }

  private void installGo(String before) throws IOException {
    install(
        "go",
        before
            + "\nwhile [ \"$1\" != -o ]; do shift; done; echo '#!/bin/sh' >\"$2\"; /bin/chmod +x \"$2\"");
  }

  /** Time passes when the script sleeps, and only then. */
  private void installSleepOf(int seconds) throws IOException {
    install(
        "sleep",
        "echo $(($(cat '%1$s') + %2$d)) >'%1$s.next'; exec mv '%1$s.next' '%1$s'"
            .formatted(clock(), seconds));
  }

  private Path clock() {
    return folder.resolve("clock");
  }

  private void install(String name, String script) throws IOException {
    install(bin, name, script);
  }

  private static void install(Path place, String name, String script) throws IOException {
    var file = Files.writeString(place.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path engine() throws IOException {
    return onlyFolder("engine-[0-9a-f]{12}");
  }

  private Path onlyFolder(String name) throws IOException {
    var folders = names(cache.resolve("datatier"));
    assertAll(
        () -> assertEquals(1, folders.size()),
        () -> assertTrue(folders.get(0).matches(name), folders.toString()));
    return cache.resolve("datatier").resolve(folders.get(0));
  }

  private static List<String> names(Path directory) throws IOException {
    try (var found = Files.list(directory)) {
      return found.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  private Result obtain() throws IOException, InterruptedException {
    return obtain(Map.of());
  }

  private Result obtain(Map<String, String> environment) throws IOException, InterruptedException {
    return obtain(environment, SCRIPT.toString());
  }

  private Result obtain(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var errors = folder.resolve("stderr");
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    var visible = new HashMap<>(environment);
    visible.put("PATH", bin + ":" + tools);
    visible.putIfAbsent("XDG_CACHE_HOME", cache.toString());
    builder.environment().clear();
    builder.environment().putAll(visible);
    var script = builder.start();
    var output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(script.waitFor(), output, Files.readString(errors));
  }

  private record Result(int exitCode, String output, String errors) {}
}
