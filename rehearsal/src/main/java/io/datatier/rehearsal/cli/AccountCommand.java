package io.datatier.rehearsal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that look into an account and change it. */
@Command(
    name = "account",
    description = "Look into the account, and change it behind the engine's back.",
    subcommands = {ShowCommand.class, DriftCommand.class, ImportFixtureCommand.class})
final class AccountCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with the account.");
  }
}
