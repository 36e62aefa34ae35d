package io.datatier.proof;

import io.datatier.proof.cli.OneLine;
import io.datatier.proof.doctor.DoctorCommand;
import io.datatier.proof.driver.DriversCommand;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "datatier-proof",
    description =
        "Measures a database with and without a pool, and the capacity plan against both.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LocalCommand.class,
      MeasureCommand.class,
      DriversCommand.class,
      DoctorCommand.class
    })
final class ProofCommand {

  /** As of any process that SIGINT ended. */
  private static final int INTERRUPTED = 130;

  /** As of a command that says nothing of a plan or a stack. */
  private static final int NOTHING_DONE = 2;

  private ProofCommand() {}

  /** Runs the subcommand; 0 if the plan was right, 1 if it was not, 2 if nothing was measured. */
  public static void main(String[] args) {
    // Figures are written in one way, whatever the machine's language.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ProofCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failed, command, given) -> {
              if (failed instanceof InterruptedException) {
                return INTERRUPTED;
              }
              command
                  .getErr()
                  .println(
                      "%s failed because of a bug in it: %s"
                          .formatted(command.getCommandName(), OneLine.of(failed.toString())));
              return NOTHING_DONE;
            });
  }
}
