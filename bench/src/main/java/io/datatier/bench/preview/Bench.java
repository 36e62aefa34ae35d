package io.datatier.bench.preview;

import io.datatier.bench.process.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rehearsal's sandbox to preview in: the real engine, the stand-in as provider, state and account
 * of their own. Each project gets a folder beside the rehearsal's.
 */
public final class Bench {

  /** What `env` of a sandbox sets, it sets for whoever sources it. */
  private static final String IN_SANDBOX = ". \"$0\"; exec \"$@\"";

  private final Path checkout;
  private final Path copy;

  private Bench(Path checkout, Path copy) {
    this.checkout = checkout;
    this.copy = copy;
  }

  /**
   * Copies the checkout, and lets the rehearsal make a sandbox there; takes about a minute.
   *
   * @param checkout absolute, with its parts built
   * @param engine the folder of the Pulumi CLI
   * @param yamlHost the folder of the language host for YAML
   * @throws IOException if the rehearsal fails; the message is what it said
   */
  public static Bench lay(Path checkout, Path engine, Path yamlHost)
      throws IOException, InterruptedException {
    var bench = new Bench(checkout, checkout.resolve("bench/target/checkout"));
    CheckoutCopy.make(checkout, bench.copy);
    var rehearsal =
        List.of(
            "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            bench.copy.resolve("rehearsal/target/rehearsal.jar").toString(),
            "io.datatier.rehearsal.cli.DatatierRehearsal",
            "rehearse",
            "--checkout",
            bench.copy.toString(),
            "--engine",
            engine.toString(),
            "--stack",
            "dev",
            "--keep");
    require(Watched.run(rehearsal, bench.copy, bench.environment()));
    var host = bench.sandbox().resolve("home/plugins/language-yaml-v0.0.0");
    Files.createDirectories(host);
    Files.createSymbolicLink(
        host.resolve("pulumi-language-yaml"), yamlHost.resolve("pulumi-language-yaml"));
    // What everybody has: the Java language host finds Maven alone.
    Files.delete(bench.copy.resolve("mvnw"));
    Files.delete(bench.copy.resolve("policy/mvnw"));
    return bench;
  }

  private static Watched require(Watched ran) throws IOException {
    if (ran.exitCode() != 0) {
      throw new IOException(ran.output());
    }
    return ran;
  }

  private Path sandbox() {
    return copy.resolve(".rehearsal/dev");
  }

  Path checkout() {
    return checkout;
  }

  Path copy() {
    return copy;
  }

  /**
   * A project with a new stack of the same name.
   *
   * @param project its Pulumi.yaml
   * @param config its Pulumi.NAME.yaml
   * @return its folder
   */
  Path project(String name, String project, String config)
      throws IOException, InterruptedException {
    var folder = Files.createDirectories(sandbox().resolve(name));
    Files.writeString(folder.resolve("Pulumi.yaml"), project);
    Files.writeString(folder.resolve("Pulumi." + name + ".yaml"), config);
    require(pulumi(folder, List.of("stack", "init", name)));
    return folder;
  }

  /**
   * Previews the stack that is named like the folder.
   *
   * @throws IOException if it fails; the message is what the engine said
   */
  Watched preview(Path folder, List<String> options) throws IOException, InterruptedException {
    var stack = folder.getFileName().toString();
    var words =
        Stream.concat(
            Stream.of("preview", "--stack", stack, "--suppress-progress"), options.stream());
    return require(pulumi(folder, words.toList()));
  }

  private Watched pulumi(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    var words =
        Stream.concat(
            Stream.of(
                "sh",
                "-euc",
                IN_SANDBOX,
                sandbox().resolve("env").toString(),
                "pulumi",
                "--non-interactive"),
            arguments.stream());
    return Watched.run(words.toList(), folder, environment());
  }

  /** That of this process, without what would lead out of the sandbox. */
  private Map<String, String> environment() {
    return System.getenv().entrySet().stream()
        .filter(variable -> !variable.getKey().matches("(PULUMI|AWS|DATATIER)_.*"))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
  }
}
