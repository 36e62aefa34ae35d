package io.datatier.rehearsal.engine;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that a rehearsal of one stack is made of; all absolute.
 *
 * @param stack its name
 * @param workingDirectory where the program runs: paths in the stack's config start here
 * @param project the user's {@code Pulumi.yaml}
 * @param config the user's {@code Pulumi.<stack>.yaml}
 * @param program the program's jar
 * @param pack the folder of the policy pack
 * @param standIn the jar of the stand-in provider
 * @param fixture what the account holds before the stack; the account starts empty when there is no
 *     such file
 * @param operations the page whose tear-down steps a protected stack follows
 */
public record Parts(
    String stack,
    Path workingDirectory,
    Path project,
    Path config,
    Path program,
    Path pack,
    Path standIn,
    Path fixture,
    Path operations) {

  /**
   * @throws IllegalArgumentException when the stack's name cannot be one; it names a folder
   */
  public Parts {
    if (!stack.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "\""
              + stack
              + "\" is no name of a stack: letters, digits, hyphens, underscores, periods.");
    }
  }

  /** The parts where the build of a checkout leaves them. */
  public static Parts of(Path checkout, String stack) {
    var root = checkout.toAbsolutePath().normalize();
    return new Parts(
        stack,
        root,
        root.resolve("Pulumi.yaml"),
        root.resolve("Pulumi." + stack + ".yaml"),
        root.resolve("target/datatier-0.1.0.jar"),
        root.resolve("policy"),
        root.resolve("rehearsal/target/rehearsal-0.1.0.jar"),
        root.resolve("rehearsal/fixtures/" + stack + ".json"),
        root.resolve("docs/operations.md"));
  }

  /**
   * @throws FileNotFoundException naming the first part that is missing, other than the fixture
   */
  void requireAll() throws FileNotFoundException {
    for (var part : List.of(config, project, program, pack, standIn)) {
      if (Files.notExists(part)) {
        throw new FileNotFoundException(
            "There is no " + part + ", and it is needed to rehearse " + stack + ".");
      }
    }
  }

  /** The same with another program; for scenarios. */
  public Parts withProgram(Path jar) {
    return new Parts(
        stack, workingDirectory, project, config, jar, pack, standIn, fixture, operations);
  }

  /** The same with another config of the stack; for scenarios. */
  public Parts withConfig(Path file) {
    return new Parts(
        stack, workingDirectory, project, file, program, pack, standIn, fixture, operations);
  }

  /** The same with another account to start from; for scenarios. */
  public Parts withFixture(Path file) {
    return new Parts(
        stack, workingDirectory, project, config, program, pack, standIn, file, operations);
  }
}
