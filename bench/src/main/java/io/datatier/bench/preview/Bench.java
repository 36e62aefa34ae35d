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
 * of their own. Each project gets a folder next to the rehearsal's.
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
   * Copies the checkout, and lets the rehearsal lay out a sandbox.
   *
   * @param checkout absolute, with its parts built
   * @param engine the folder of the Pulumi CLI
   * @param yamlHost the folder of the language host for YAML
   * @throws IOException if there is none; the message is what was said
   */
  public static Bench lay(Path checkout, Path engine, Path yamlHost)
      throws IOException, InterruptedException {
    var bench = new Bench(checkout, checkout.resolve("bench/target/checkout"));
    CheckoutCopy.make(checkout, bench.copy);
    var layOut =
        List.of(
            "java",
            "-cp",
            checkout.resolve("rehearsal/target/rehearsal.jar").toString(),
            checkout.resolve("bench/sandbox/LayOut.java").toString(),
            checkout.toString(),
            engine.toString(),
            bench.sandbox().toString());
    var unusedLaid = require(Watched.run(layOut, checkout, bench.environment()));
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
    return checkout.resolve("bench/target/sandbox");
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
    require(pulumi(folder, List.of("stack", "init", name), Map.of()));
    return folder;
  }

  /**
   * Previews the stack that is named like the folder.
   *
   * @throws IOException if it fails; the message is what the engine said
   */
  Watched preview(Path folder, List<String> options) throws IOException, InterruptedException {
    return preview(folder, options, Map.of());
  }

  /**
   * Previews a large stack as docs/performance.md advises: without checkpoints.
   *
   * @throws IOException if it fails; the message is what the engine said
   */
  Watched previewLarge(Path folder, List<String> options) throws IOException, InterruptedException {
    return preview(folder, options, Map.of("PULUMI_SKIP_CHECKPOINTS", "true"));
  }

  private Watched preview(Path folder, List<String> options, Map<String, String> extra)
      throws IOException, InterruptedException {
    var stack = folder.getFileName().toString();
    var words =
        Stream.concat(
            Stream.of("preview", "--stack", stack, "--suppress-progress"), options.stream());
    return require(pulumi(folder, words.toList(), extra));
  }

  private Watched pulumi(Path folder, List<String> arguments, Map<String, String> extra)
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
    var environment = new TreeMap<>(environment());
    environment.putAll(extra);
    return Watched.run(words.toList(), folder, environment);
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
