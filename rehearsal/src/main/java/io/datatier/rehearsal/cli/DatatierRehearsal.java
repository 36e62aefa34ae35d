package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.account.InvalidAccountFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command {@code datatier-rehearsal}. Exit codes: 0 for success, 1 if a file or step failed, 2
 * for a usage error, in which case nothing was done.
 */
@Command(
    name = "datatier-rehearsal",
    description = "Work with the simulated AWS account of a rehearsal.",
    subcommands = {
      AccountCommand.class,
      FaultsCommand.class,
      RehearseCommand.class,
      ReportCommand.class
    })
public final class DatatierRehearsal implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "show this help")
  void help(boolean asked) {
    // picocli handles it before any command runs.
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new DatatierRehearsal())
        .setParameterExceptionHandler(DatatierRehearsal::calledWrongly)
        .setExecutionExceptionHandler(DatatierRehearsal::report);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Choose a command: account, faults, rehearse or report.");
  }

  private static int calledWrongly(ParameterException fault, String[] arguments) {
    var command = fault.getCommandLine();
    command.getErr().println(fault.getMessage());
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
    return CommandLine.ExitCode.USAGE;
  }

  /**
   * The message, with the system's reason if that is a cause: a full disk, a missing permission.
   */
  private static String sentence(Exception fault) {
    return fault.getCause() instanceof IOException cause
        ? "%s: %s".formatted(fault.getMessage(), cause.getMessage())
        : String.valueOf(fault.getMessage());
  }

  /** Users can fix missing and unreadable files, so these get no stack trace. */
  static int report(Exception fault, CommandLine command, ParseResult arguments) throws Exception {
    if (fault instanceof IOException
        || fault instanceof UncheckedIOException
        || fault instanceof InvalidAccountFile) {
      command.getErr().println(sentence(fault));
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw fault;
  }
}
