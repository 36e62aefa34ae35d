package io.datatier.proof.doctor;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.tools.Executable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Says whether a stack that is deployed also works, and if not, what to do. */
@Command(
    name = "doctor",
    description = {
      "Say whether a deployed stack works, and what to do if it does not. AWS is asked and not"
          + " changed.",
      "Ends with 0 if all is well, 1 if something is bad, 2 if nothing could be asked."
    },
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  private static final Duration STEP = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "STACK", description = "The stack.")
  private String stack = "";

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "What `pulumi stack export` printed; by default pulumi is asked.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "MINUTES",
      arity = "0..1",
      fallbackValue = "20",
      description = "First wait until the proxy and its targets are available; by default 20.")
  private Optional<Integer> wait = Optional.empty();

  @Option(
      names = "--database",
      description = "The database to log in to; by default postgres, which RDS always has.")
  private String database = "postgres";

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "The authorities of the proxy's certificate, in PEM; by default Java's own.")
  private Optional<Path> authority = Optional.empty();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Another place than AWS that answers for its services.")
  private Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--account",
      hidden = true,
      defaultValue = "${env:DATATIER_ACCOUNT}",
      description = "The account of the rehearsal whose env the shell has read.")
  private Optional<Path> simulated = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    if (simulated.isPresent() && endpoint.isEmpty()) {
      err.println(
          "This shell works in a rehearsal, which has no AWS to examine: rehearsal/datatier-rehearsal"
              + " account show tells what is in its account. For a deployed stack use another shell.");
      return 2;
    }
    try {
      var deployed = DeployedStack.read(export());
      if (deployed.isEmpty()) {
        err.println("Stack " + stack + " has no proxy of its own.");
        return 2;
      }
      try (var aws = Aws.in(deployed.get().region(), endpoint)) {
        return examine(deployed.get(), aws, out);
      }
    } catch (IOException | SdkException failed) {
      err.println(failed.getMessage());
      return 2;
    }
  }

  private JsonObject export() throws IOException, InterruptedException {
    return state.isPresent()
        ? JsonParser.parseString(Files.readString(state.get())).getAsJsonObject()
        : Executable.pulumi("pulumi", Path.of("")).json("stack", "export", "--stack", stack);
  }

  private int examine(DeployedStack deployed, Aws aws, PrintWriter out)
      throws InterruptedException {
    var checks =
        Stream.concat(
                Doctor.fromOutside(aws),
                Stream.of(new LoginCheck(new SecretCheck(aws), database, authority)))
            .toList();
    var doctor = new Doctor(aws, checks);
    if (wait.isPresent() && !doctor.await(deployed, Duration.ofMinutes(wait.get()), STEP)) {
      out.printf("Not available within %d minutes.%n", wait.get());
    }
    var findings = doctor.examine(deployed);
    print(findings, out);
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.BAD) ? 1 : 0;
  }

  private static void print(List<Finding> findings, PrintWriter out) {
    for (var symptom : Finding.Symptom.values()) {
      out.println(symptom);
      findings.stream()
          .filter(finding -> finding.symptom() == symptom)
          .forEach(
              finding -> {
                out.printf("  %-4s  %s%n", finding.level(), finding.what());
                if (!finding.advice().isEmpty()) {
                  out.printf("        %s%n", finding.advice());
                }
              });
    }
    var bad = findings.stream().filter(it -> it.level() == Finding.Level.BAD).count();
    out.println(bad == 0 ? "All is well." : bad + " to put right.");
  }
}
