package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.PulumiCli;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program, the pack and the stand-in on every JDK of this machine; the names of the tests tell
 * which. They are those in {@code DATATIER_JDKS} (folders, as in a PATH) or else in {@code
 * /usr/lib/jvm}, and the one that runs this test.
 */
final class EveryJdkScenario {

  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  /** Without {@code JavaRuntime}, com.pulumi 1.36.1 hangs on JDK 25 with one or two processors. */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("jdks")
  @Timeout(300)
  void a_preview_ends_and_says_nothing_of_the_jvm(int version, Path home) throws Exception {
    var sandbox = Stage.sandbox("jdk-" + version, Stage.parts("dev"), Stage.engine());
    var cli = new PulumiCli(sandbox);
    cli.pulumi("stack", "init", "dev");

    var preview =
        cli.shell(
            """
            export JAVA_HOME='%s' PATH='%s/bin':"$PATH"
            java -version
            %s pulumi preview --policy-pack '%s'
            """
                .formatted(mavens(home), home, onTwoProcessors(), sandbox.pack()));

    assertTrue(preview.succeeded(), preview.output());
    assertTrue(preview.output().contains(" version \"" + version), preview.output());
    assertTrue(preview.output().contains("to create"), preview.output());
    assertEquals(
        List.of(),
        preview
            .output()
            .lines()
            .filter(line -> line.contains("WARNING") || line.contains("Unsafe"))
            .toList());
  }

  /** Maven compiles the pack when it starts, which takes more than a runtime. */
  private static Path mavens(Path home) {
    return Files.exists(home.resolve("bin/javac"))
        ? home
        : Path.of(System.getProperty("java.home"));
  }

  private static String onTwoProcessors() {
    return Files.exists(Path.of("/usr/bin/taskset")) ? "taskset -c 0,1" : "";
  }

  static Stream<Arguments> jdks() throws IOException {
    var homes = new TreeMap<Integer, Path>();
    for (var home : homes()) {
      var version = VERSION.matcher(Files.readString(home.resolve("release")));
      if (version.find() && Integer.parseInt(version.group(1)) >= 17) {
        homes.putIfAbsent(Integer.parseInt(version.group(1)), home);
      }
    }
    return homes.entrySet().stream().map(jdk -> Arguments.of(jdk.getKey(), jdk.getValue()));
  }

  private static List<Path> homes() throws IOException {
    var told = Optional.ofNullable(System.getenv("DATATIER_JDKS"));
    var others = told.isPresent() ? folders(told.get()) : installed();
    return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), others.stream())
        .filter(home -> Files.exists(home.resolve("release")))
        .toList();
  }

  private static List<Path> folders(String path) {
    return Stream.of(path.split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  private static List<Path> installed() throws IOException {
    var machine = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(machine)) {
      return List.of();
    }
    try (var found = Files.list(machine)) {
      return found.sorted().toList();
    }
  }
}
