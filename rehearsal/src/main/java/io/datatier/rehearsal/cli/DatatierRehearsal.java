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
 * The command {@code datatier-rehearsal}. Exits with 0 when it did what it was asked, with 1 when a
 * file or a step failed it, with 2 when it was called wrongly; then nothing was done.
 */
@Command(
    name = "datatier-rehearsal",
    description = "The AWS account that a stack is rehearsed in.",
    subcommands = {AccountCommand.class, FaultsCommand.class, RehearseCommand.class})
public final class DatatierRehearsal implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "say what there is to say of the command")
  void help(boolean asked) {
    // picocli answers it before any command runs.
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
    throw new ParameterException(spec.commandLine(), "Say what to do.");
  }

  private static int calledWrongly(ParameterException fault, String[] arguments) {
    var command = fault.getCommandLine();
    command.getErr().println(fault.getMessage());
    command
        .getErr()
        .println("See " + command.getCommandSpec().qualifiedName() + " --help for what it takes.");
    return CommandLine.ExitCode.USAGE;
  }

  /** Missing and unreadable files are for the user to put right, so they get no stack trace. */
  static int report(Exception fault, CommandLine command, ParseResult arguments) throws Exception {
    if (fault instanceof IOException || fault instanceof UncheckedIOException) {
      command.getErr().println(String.valueOf(fault.getMessage()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw fault;
  }
}
