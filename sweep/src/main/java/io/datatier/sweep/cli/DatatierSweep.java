package io.datatier.sweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code datatier-sweep}. */
@Command(
    name = "datatier-sweep",
    description = "Judges many Pulumi stacks by a policy pack in Java, in one process.",
    subcommands = {JudgeCommand.class, JoinCommand.class, BaselineCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all stacks were judged, and nothing fails",
      "1:a mandatory rule is violated and no exception allows it, or an exception has ended",
      "2:the command, the pack, its configuration or a file is invalid; there is no report",
      "3:some stacks could not be judged; the others were",
      "70:a bug in the sweep, or out of memory; there is no report",
      "130:interrupted; with --results, the same command continues until the day ends (UTC)"
    })
public final class DatatierSweep implements Runnable {

  static final int FAILS = 1;
  static final int UNJUDGED = 3;

  /** EX_SOFTWARE of sysexits.h: no verdict, and nothing that a pipeline may take for one. */
  static final int CRASHED = 70;

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
    var command = commandLine();
    // Taken now, before the streams are kept from the pack.
    command.setOut(command.getOut()).setErr(command.getErr());
    System.exit(command.execute(args));
  }

  /** The command, ready to be executed. */
  public static CommandLine commandLine() {
    return new CommandLine(new DatatierSweep())
        .setExecutionStrategy(DatatierSweep::executed)
        .setParameterExceptionHandler(DatatierSweep::calledWrongly)
        .setExecutionExceptionHandler(DatatierSweep::report);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Choose a command: judge, join or baseline.");
  }

  private static int calledWrongly(ParameterException fault, String[] arguments) {
    var command = fault.getCommandLine();
    command.getErr().println(fault.getMessage());
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
    return CommandLine.ExitCode.USAGE;
  }

  /** Or the JVM would end with 1, as where a rule is violated. */
  private static int executed(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (Error fatal) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), "it crashed", fatal);
    }
  }

  /** People can put most of these right, and get no stack trace of them. */
  private static int report(Exception fault, CommandLine command, ParseResult arguments) {
    if (fault instanceof IllegalArgumentException) {
      command.getErr().println(fault.getMessage());
    } else if (fault instanceof NoSuchFileException missing) {
      command.getErr().println("there is no file or folder " + missing.getFile());
    } else if (fault instanceof AccessDeniedException denied) {
      command.getErr().println("permission denied: " + denied.getFile());
    } else if (fault instanceof IOException || fault instanceof UncheckedIOException) {
      command.getErr().println(fault.getMessage());
    } else {
      return crashed(fault, command.getErr());
    }
    return CommandLine.ExitCode.USAGE;
  }

  private static int crashed(Exception fault, PrintWriter err) {
    if (fault.getCause() instanceof OutOfMemoryError) {
      err.println("there is not enough memory: raise it with JAVA_OPTS=-Xmx2g");
    } else {
      err.println("this is a bug in the sweep, and there is no verdict. Report it:");
      fault.printStackTrace(err);
    }
    return CRASHED;
  }
}
