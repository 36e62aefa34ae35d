package io.datatier.rehearsal.scenarios;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the program again and again in one JVM, each time for another script: with its environment,
 * as {@code /proc} shows it, and its output. {@link WarmProgram} writes the scripts' process ids to
 * standard input and reads the exit codes from standard output.
 */
final class ProgramRunner {

  private final Method deploy;

  private ProgramRunner(Method deploy) {
    this.deploy = deploy;
  }

  public static void main(String[] args) throws Exception {
    var deploy = Class.forName("io.datatier.App").getDeclaredMethod("deploy");
    deploy.setAccessible(true);
    var runner = new ProgramRunner(deploy);
    var answers = System.out;
    try (var scripts =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var script = scripts.readLine(); script != null; script = scripts.readLine()) {
        answers.println(runner.run(Path.of("/proc", script)));
      }
    }
    System.exit(0);
  }

  private int run(Path script) throws IOException, ReflectiveOperationException {
    environment(script);
    try (var out = output(script, 1);
        var err = output(script, 2)) {
      System.setOut(out);
      System.setErr(err);
      // com.pulumi keeps what belongs to a deployment in thread locals.
      return CompletableFuture.supplyAsync(this::deploy, task -> new Thread(task).start()).join();
    }
  }

  private int deploy() {
    try {
      return (int) ((CompletableFuture<?>) deploy.invoke(null)).join();
    } catch (ReflectiveOperationException failed) {
      failed.printStackTrace();
      return 1;
    }
  }

  private static PrintStream output(Path script, int descriptor) throws IOException {
    OutputStream stream =
        Files.newOutputStream(script.resolve("fd").resolve(String.valueOf(descriptor)));
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** com.pulumi asks the environment for the engine; a JVM has no way to change its own. */
  private static void environment(Path script) throws IOException, ReflectiveOperationException {
    var environment = ofThisJvm();
    environment.clear();
    environment.putAll(
        Stream.of(Files.readString(script.resolve("environ")).split("\0", -1))
            .filter(variable -> variable.indexOf('=') > 0)
            .collect(
                Collectors.toMap(
                    variable -> variable.substring(0, variable.indexOf('=')),
                    variable -> variable.substring(variable.indexOf('=') + 1),
                    (one, other) -> other)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> ofThisJvm() throws ReflectiveOperationException {
    var unmodifiable = Class.forName("java.util.Collections$UnmodifiableMap").getDeclaredField("m");
    unmodifiable.setAccessible(true);
    return (Map<String, String>) unmodifiable.get(System.getenv());
  }
}
