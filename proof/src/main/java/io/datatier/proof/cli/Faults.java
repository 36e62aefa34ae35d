package io.datatier.proof.cli;

import io.datatier.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is wrong with the options of a command, told all at once. */
public final class Faults {

  private final List<String> found = new ArrayList<>();

  /** A fault, in a sentence that begins with the option. */
  public void add(String fault) {
    found.add(fault);
  }

  /** A number that is not within its bounds, if it is not. */
  public void addUnless(String option, long given, long least, long most) {
    if (given < least || given > most) {
      found.add(
          "%s is %s; give %s to %s."
              .formatted(option, Phrases.count(given), Phrases.count(least), Phrases.count(most)));
    }
  }

  /**
   * Ends the command if there are any.
   *
   * @throws ParameterException that tells all of them
   */
  public void end(CommandSpec spec) {
    if (!found.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", found));
    }
  }
}
