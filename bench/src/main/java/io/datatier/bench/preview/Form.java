package io.datatier.bench.preview;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A way to run program and pack.
 *
 * @param name in figures
 * @param project its Pulumi.yaml
 * @param pack the folder of the pack
 */
record Form(String name, String project, Optional<Path> pack) {

  /** In the order of the tables. */
  static List<Form> all(Bench bench) {
    return List.of(maven(bench), jar(bench), ours(bench), javaFloor(bench), floor());
  }

  /** What everybody has: Maven starts both. */
  private static Form maven(Bench bench) {
    return new Form(
        "maven", java("java", bench.copy()), Optional.of(bench.copy().resolve("policy")));
  }

  /** The engine runs programs from a jar, but no packs (pulumi-java v1.21.2), so Maven does. */
  private static Form jar(Bench bench) {
    var jar = bench.copy().resolve("target/datatier.jar");
    return new Form(
        "jar",
        java("{name: java, options: {binary: %s}}".formatted(jar), bench.copy()),
        Optional.of(bench.copy().resolve("policy")));
  }

  /** The checkout as it is, with its {@code mvnw}. */
  static Form ours(Bench bench) {
    return new Form(
        "ours", java("java", bench.checkout()), Optional.of(bench.checkout().resolve("policy")));
  }

  /** The engine and a JVM with nothing to do: no program in Java can take less. */
  private static Form javaFloor(Bench bench) {
    return new Form(
        "java-floor", java("java", bench.checkout().resolve("bench/java-floor")), Optional.empty());
  }

  /** The engine with nothing to do. */
  private static Form floor() {
    return new Form("floor", yaml(0), Optional.empty());
  }

  private static String java(String runtime, Path folder) {
    return "name: datatier\nruntime: %s\nmain: %s\n".formatted(runtime, folder);
  }

  /** A program in YAML with so many queues. */
  static String yaml(int resources) {
    var program = new StringBuilder("name: floor\nruntime: yaml\n");
    if (resources > 0) {
      program.append("resources:\n");
      for (var number = 1; number <= resources; number++) {
        program.append("  queue%d: {type: 'aws:sqs:Queue'}\n".formatted(number));
      }
    }
    return program.toString();
  }

  List<String> options() {
    return pack.map(folder -> List.of("--policy-pack", folder.toString())).orElse(List.of());
  }
}
