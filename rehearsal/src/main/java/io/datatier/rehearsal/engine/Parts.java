package io.datatier.rehearsal.engine;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a rehearsal of one stack, as absolute paths.
 *
 * @param stack its name
 * @param workingDirectory of the program: paths in the stack's config are relative to it
 * @param project the user's {@code Pulumi.yaml}
 * @param config the user's {@code Pulumi.<stack>.yaml}
 * @param program the program's jar
 * @param pack the folder of the policy pack
 * @param standIn the jar of the stand-in provider
 * @param fixture the account's initial content; the account starts empty if the file is missing
 * @param operations the page with the tear-down steps for a protected stack
 */
@RecordBuilder
public record Parts(
    String stack,
    Path workingDirectory,
    Path project,
    Path config,
    Path program,
    Path pack,
    Path standIn,
    Path fixture,
    Path operations)
    implements PartsBuilder.With {

  /**
   * @throws IllegalArgumentException if the stack's name is invalid; it becomes a folder's name
   */
  public Parts {
    if (!stack.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "\""
              + stack
              + "\" is not a stack name: use letters, digits, hyphens, underscores and periods.");
    }
  }

  /** The parts at the places where a checkout's build puts them. */
  public static Parts of(Path checkout, String stack) {
    var root = checkout.toAbsolutePath().normalize();
    return new Parts(
        stack,
        root,
        root.resolve("Pulumi.yaml"),
        root.resolve("Pulumi." + stack + ".yaml"),
        ownProgram(root),
        root.resolve("policy"),
        root.resolve("rehearsal/target/rehearsal.jar"),
        root.resolve("rehearsal/fixtures/" + stack + ".json"),
        root.resolve("docs/operations.md"));
  }

  private static Path ownProgram(Path workingDirectory) {
    return workingDirectory.resolve("target/datatier.jar");
  }

  /** The pack's configuration, which the pipelines give it too; the file may be missing. */
  Path packConfig() {
    return workingDirectory.resolve("policy.json");
  }

  /** Whether the program is the checkout's, which the engine starts as it does for its users. */
  boolean isOwnProgram() {
    return program.equals(ownProgram(workingDirectory));
  }

  /**
   * Requires every part but the fixture.
   *
   * @throws FileNotFoundException with the first missing part; the fixture may be missing
   */
  public void requireAll() throws FileNotFoundException {
    for (var part : List.of(config, project, program, pack, standIn)) {
      if (Files.notExists(part)) {
        throw new FileNotFoundException(
            "There is no " + part + ", which is needed to rehearse " + stack + ".");
      }
    }
  }

  /** The same with the project of another folder; for scenarios. */
  public Parts startedIn(Path folder) {
    return withWorkingDirectory(folder).withProject(folder.resolve("Pulumi.yaml"));
  }
}
