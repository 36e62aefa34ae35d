package io.datatier.bench.pack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packs of a checkout. */
public final class Candidates {

  private final Path checkout;

  /**
   * @param checkout absolute
   */
  public Candidates(Path checkout) {
    this.checkout = checkout;
  }

  /** Our pack, by the same {@code mvnw} and arguments that the Java language host uses. */
  public Candidate ours() {
    var folder = checkout.resolve("policy");
    return new Candidate(
        "ours",
        List.of(
            folder.resolve("mvnw").toString(),
            "--no-transfer-progress",
            "compile",
            "exec:java",
            "-f",
            folder.resolve("pom.xml").toString(),
            "-Dexec.args=" + Candidate.ENGINE),
        folder,
        Map.of());
  }

  /**
   * The peer in JavaScript, as the CLI's {@code pulumi-analyzer-policy} starts it; empty before
   * {@code npm ci}.
   */
  public Optional<Candidate> node() {
    var folder = checkout.resolve("bench/peer-node");
    var runner = folder.resolve("node_modules/@pulumi/pulumi/cmd/run-policy-pack");
    return present(
        runner,
        new Candidate(
            "node",
            List.of("node", runner.toString(), Candidate.ENGINE, folder.toString()),
            folder,
            Map.of("PULUMI_NODEJS_STACK", "prod", "PULUMI_NODEJS_PROJECT", "campaign")));
  }

  /** A pack in Python, of which only the start is measured; empty before it is installed. */
  public Optional<Candidate> python() {
    var folder = checkout.resolve("bench/peer-python");
    var python = folder.resolve("target/venv/bin/python");
    return present(
        python,
        new Candidate(
            "python",
            List.of(python.toString(), "-u", folder.resolve("__main__.py").toString()),
            folder,
            Map.of()));
  }

  private static Optional<Candidate> present(Path needed, Candidate candidate) {
    return Files.exists(needed) ? Optional.of(candidate) : Optional.empty();
  }
}
