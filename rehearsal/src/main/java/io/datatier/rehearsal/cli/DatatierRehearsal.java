package io.datatier.rehearsal.cli;

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
    subcommands = {AccountCommand.class, FaultsCommand.class, RehearseCommand.class})
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
        spec.commandLine(), "Choose a command: account, faults or rehearse.");
  }

  private static int calledWrongly(ParameterException fault, String[] arguments) {
    var command = fault.getCommandLine();
    command.getErr().println(fault.getMessage());
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
    return CommandLine.ExitCode.USAGE;
  }

  /** Users can fix missing and unreadable files, so these get no stack trace. */
  static int report(Exception fault, CommandLine command, ParseResult arguments) throws Exception {
    if (fault instanceof IOException || fault instanceof UncheckedIOException) {
      command.getErr().println(String.valueOf(fault.getMessage()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw fault;
  }
}
