package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Engine;
import io.datatier.rehearsal.engine.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An engine that wastes no time on what a scenario is not about. It finds a {@code java} that runs
 * the project's own program and pack in JVMs that are warm, wants a quick start over peak speed for
 * others, and knows which plugins the programs need. What the language host asks of {@code mvn} and
 * {@code javac} before each command, their versions, is answered without a JVM. {@link
 * WholeLifeScenario}, {@link EveryJdkScenario} and {@link PublishedPackScenario} take the engine as
 * it is.
 */
final class QuickEngine {

  /** What the language host asks a program first; the answer is the same for all of them here. */
  private static final String DISCOVERY = "com.pulumi.bootstrap.internal.Main packages";

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

  /**
   * For programs that know nothing of the components, and so not of their JavaRuntime. JDK 17 needs
   * none of it, and is slower with a pool in which com.pulumi polls.
   */
  private static final String FIT_FOR_PULUMI =
      Runtime.version().feature() == 17
          ? ""
          : "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4"
              + " -Dsun.misc.unsafe.memory.access=allow";

  /** Warm JVMs take a script's environment and output from where Linux shows them. */
  private static final boolean WARM = Files.exists(Path.of("/proc/self/environ"));

  private QuickEngine() {}

  /**
   * Makes one.
   *
   * @param folder the engine finds commands there first
   * @param own where the project's own program is, which has the SDK of all programs
   */
  static Engine of(Engine engine, Path folder, Parts own) throws IOException, InterruptedException {
    var program = own.program();
    Files.createDirectories(folder);
    try (var commands = Files.newDirectoryStream(engine.folder(), "pulumi*")) {
      for (var command : commands) {
        var link = folder.resolve(command.getFileName());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, command.toRealPath());
      }
    }
    var plugins = folder.resolve("plugins.json").toAbsolutePath();
    Files.writeString(plugins, plugins(program));
    script(
        folder.resolve("java"),
        """
        case "$*" in
          *'%s') exec cat '%s' ;;
        %s
          *) exec '%s' %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@" ;;
        esac
        """
            .formatted(
                DISCOVERY,
                plugins,
                WARM ? warm(own, folder.resolve("warm")) : "",
                JAVA,
                FIT_FOR_PULUMI));
    for (var tool : List.of("mvn", "javac")) {
      script(
          folder.resolve(tool),
          """
          [ "$*" = --version ] && exit
          PATH=${PATH#*:} exec %s "$@"
          """
              .formatted(tool));
    }
    return new Engine(folder.toAbsolutePath());
  }

  private static String warm(Parts own, Path folder) throws IOException, InterruptedException {
    var pack = own.pack().resolve("target/datatier-policy.jar");
    return """
      *'-jar %s')
    %s ;;
      *'-jar %s 127.0.0.1:'*)
    %s ;;
    """
        .formatted(
            own.program(),
            WarmProgram.script(folder.resolve("program"), own.program(), own.workingDirectory()),
            pack,
            WarmPack.script(folder.resolve("pack"), pack));
  }

  private static String plugins(Path program) throws IOException, InterruptedException {
    var asked =
        new ProcessBuilder(
                (JAVA + " -cp " + program.toAbsolutePath() + " " + DISCOVERY).split(" ", -1))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asked.waitFor() != 0 || !answer.contains("\"aws\"")) {
      throw new AssertionError(program + " does not say that it needs the plugin aws: " + answer);
    }
    return answer;
  }

  private static void script(Path file, String lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + lines);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }
}
