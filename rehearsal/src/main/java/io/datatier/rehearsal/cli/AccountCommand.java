package io.datatier.rehearsal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that show an account and change it. */
@Command(
    name = "account",
    description = "Show the account, or change it outside Pulumi.",
    subcommands = {
      ShowCommand.class,
      DriftCommand.class,
      WaitCommand.class,
      RestoreSecretCommand.class,
      ImportFixtureCommand.class
    })
final class AccountCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Choose a command: show, drift, wait, restore-secret or import-fixture.");
  }
}
