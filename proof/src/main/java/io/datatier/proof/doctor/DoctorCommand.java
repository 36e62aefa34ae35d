package io.datatier.proof.doctor;

import com.google.gson.JsonParseException;
import io.datatier.proof.cli.OptionFile;
import io.datatier.text.Phrases;
import io.datatier.tools.Executable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Says whether a stack that is deployed also works, and if not, what to do. */
@Command(
    name = "doctor",
    description = {
      "Check whether a deployed stack works, and what to do if it does not. It changes nothing in"
          + " AWS.",
      "Exit code: 0 if nothing is bad, 1 if something is, 2 if nothing could be checked."
    },
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  private static final Duration STEP = Duration.ofSeconds(10);

  /** A day, in minutes. */
  private static final int LONGEST = 1_440;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "STACK", description = "The stack.")
  private String stack = "";

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Output of `pulumi stack export`; by default the command runs it.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "MINUTES",
      description = "Wait up to this long for the proxy and its targets to become available.")
  private Optional<Integer> wait = Optional.empty();

  @Option(
      names = "--database",
      description = "The database to log in to (default postgres, which always exists in RDS).")
  private String database = "postgres";

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "CA certificates (PEM) for the proxy. Default: Java's trust store.")
  private Optional<Path> authority = Optional.empty();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "URL to use instead of AWS's endpoints.")
  private Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--account",
      hidden = true,
      defaultValue = "${env:DATATIER_ACCOUNT}",
      description = "The account of the rehearsal whose env this shell has sourced.")
  private Optional<Path> simulated = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    if (simulated.isPresent() && endpoint.isEmpty()) {
      err.println(
          "This shell is set up for a rehearsal, so there is no AWS account to examine. See its"
              + " account with rehearsal/datatier-rehearsal account show; for a deployed stack,"
              + " use a new shell.");
      return 2;
    }
    if (wait.isPresent() && (wait.get() < 1 || wait.get() > LONGEST)) {
      throw new ParameterException(
          spec.commandLine(),
          "--wait is %s; give 1 to %s."
              .formatted(Phrases.count(wait.get()), Phrases.count(LONGEST, "minute")));
    }
    try {
      if (authority.isPresent()) {
        new OptionFile("--ca", authority.get()).check();
      }
      var deployed = DeployedStack.read(export());
      if (deployed.proxies().isEmpty() && !deployed.unread().isEmpty()) {
        err.printf("The state of stack %s does not fully describe any proxy:%n", stack);
        deployed.unread().forEach(it -> err.printf("  %s: %s%n", it.what(), it.why()));
        return 2;
      }
      if (deployed.proxies().isEmpty()) {
        err.println(
            "Stack "
                + stack
                + " has no proxy, neither of its own nor of another stack. Deploy it"
                + " first: pulumi up.");
        return 2;
      }
      var region = deployed.proxies().get(0).region();
      try (var aws = Aws.in(region, endpoint)) {
        return examine(deployed, aws, region, out);
      }
    } catch (JsonParseException noState) {
      err.println(
          "%s contains no state: write it with `pulumi stack export --file FILE`."
              .formatted(state.map(Path::toString).orElse("What pulumi printed")));
    } catch (SdkException | Refusal failed) {
      err.println("Nothing can be checked without the proxies. " + Refusal.of(failed).why());
    } catch (IOException failed) {
      err.println(failed.getMessage());
    }
    return 2;
  }

  private String export() throws IOException, InterruptedException {
    return state.isPresent()
        ? new OptionFile("--state", state.get()).text()
        : Executable.pulumi("pulumi", Path.of("")).run("stack", "export", "--stack", stack);
  }

  private int examine(DeployedStack deployed, Aws aws, String region, PrintWriter out)
      throws InterruptedException {
    if (wait.isPresent()) {
      new Waiting(Duration.ofMinutes(wait.get()), STEP, out).until(() -> Tier.of(deployed, aws));
    }
    var secrets = new Secrets(aws.secrets());
    var checks =
        Stream.concat(
                Doctor.fromOutside(aws, secrets),
                Stream.of(new LoginCheck(secrets, region, database, authority)))
            .toList();
    var doctor = new Doctor(checks, Tier.of(deployed, aws));
    var printout = new Printout(out);
    for (var symptom : Finding.Symptom.values()) {
      printout.section(symptom, doctor.examine(symptom));
    }
    return printout.end();
  }
}
