package io.datatier.tools.recover;

import com.google.gson.JsonObject;
import io.datatier.text.Phrases;
import io.datatier.tools.Executable;
import io.datatier.tools.ProjectChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Repairs a stack's state after an interrupted run: imports what AWS created without the engine
 * learning of it, and drops what AWS did not create. It only reads AWS, with the AWS CLI.
 * docs/operations.md has the steps around it.
 */
public final class RecoverCommand {

  private final Executable pulumi;
  private final Executable aws;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<List<String>, JsonObject> answers = new HashMap<>();

  RecoverCommand(Executable pulumi, Executable aws, PrintStream out, PrintStream err) {
    this.pulumi = pulumi;
    this.aws = aws;
    this.out = out;
    this.err = err;
  }

  /**
   * Recovers the stack that the first argument names. The others, {@code NAME=ID}, are ids that the
   * user has looked up.
   */
  public static void main(String[] args) throws InterruptedException {
    var folder = ProjectChoice.folder(System.getenv());
    var command =
        new RecoverCommand(
            Executable.pulumi("pulumi", folder),
            new Executable(List.of("aws"), folder),
            System.out,
            System.err);
    System.exit(
        args.length > 0 && Stream.of(args).skip(1).allMatch(arg -> arg.contains("="))
            ? command.run(args[0], givenIds(args))
            : command.refuse("Name one stack, then any ids that you have looked up: NAME=ID."));
  }

  private static Map<String, String> givenIds(String[] args) {
    var given = new HashMap<String, String>();
    Stream.of(args)
        .skip(1)
        .map(arg -> arg.split("=", 2))
        .forEach(pair -> given.put(pair[0], pair[1]));
    return given;
  }

  int run(String stack, Map<String, String> given) throws InterruptedException {
    try {
      var state = state(stack);
      requireSettled(state, given);
      var interrupted = state.interrupted();
      if (interrupted.isEmpty()) {
        return recoverPossible(stack, given);
      }
      out.println("The run was interrupted while it created:");
      var imported = importFound(stack, interrupted, given);
      refresh(stack);
      return done(stack, imported);
    } catch (Unsettled | IOException refused) {
      return refuse(String.valueOf(refused.getMessage()));
    }
  }

  /** A refresh drops what is pending, and nobody would know of it any more. */
  private static void requireSettled(StackState state, Map<String, String> given) throws Unsettled {
    var open =
        state.interruptedElsewhere().stream()
            .flatMap(creation -> toDo(creation, state, given).stream())
            .toList();
    if (!open.isEmpty()) {
      throw new Unsettled(String.join("\n", open));
    }
  }

  /** What a person has to do about a creation that cannot be looked up here. */
  private static Optional<String> toDo(
      Creation creation, StackState state, Map<String, String> given) {
    var name = creation.name();
    if (state.interruptedNames().filter(name::equals).count() > 1) {
      return Optional.of(
          ("%s (%s) was being created, and something else of that name. Look both up; import what"
                  + " exists with pulumi import, then run pulumi refresh --clear-pending-creates.")
              .formatted(name, creation.type()));
    }
    return "".equals(given.get(name))
        ? Optional.empty()
        : Optional.of(
            ("%s (%s) was being created, and cannot be looked up here. If it exists, import it with"
                    + " pulumi import. Then add MADE='%s=', without an id.")
                .formatted(name, creation.type(), name));
  }

  /** No creation of AWS's is pending, but the provider may have died before the engine. */
  private int recoverPossible(String stack, Map<String, String> given)
      throws IOException, InterruptedException, Unsettled {
    // A preview would fail on what the interrupted run has deleted.
    refresh(stack);
    var possible = state(stack).possible(pulumi.json("preview", "--stack", stack, "--json"));
    out.println(
        possible.isEmpty()
            ? "The run was not interrupted while it created anything in AWS."
            : "The state has no pending creation in AWS. If the provider died, it may have created:");
    return done(stack, importFound(stack, possible, given));
  }

  /** Imports those that exist in AWS, and returns how many. */
  private int importFound(String stack, List<Creation> creations, Map<String, String> given)
      throws IOException, InterruptedException, Unsettled {
    var state = state(stack);
    var recovery = Recovery.of(state, creations, given, this::list);
    recovery.found().forEach((creation, id) -> say(creation, "found in AWS: " + id));
    recovery.missing().forEach(creation -> say(creation, "not in AWS"));
    recovery.again().forEach(creation -> say(creation, "the next run safely creates it again"));
    if (!recovery.open().isEmpty()) {
      throw new Unsettled(String.join("\n", recovery.open()));
    }
    if (!recovery.found().isEmpty()) {
      var file = Files.createTempFile("datatier", ".json");
      try {
        Files.writeString(file, recovery.importFile(state));
        pulumi.run(
            "import",
            "--stack",
            stack,
            "--file",
            file.toString(),
            "--protect=false",
            "--generate-code=false",
            "--skip-preview",
            "--yes");
      } finally {
        Files.delete(file);
      }
    }
    return recovery.found().size();
  }

  private StackState state(String stack) throws IOException, InterruptedException {
    return StackState.read(pulumi.json("stack", "export", "--stack", stack));
  }

  /**
   * Drops what is pending, too: what of it exists is imported by now. A component may be pending as
   * well, which nothing else drops.
   */
  private void refresh(String stack) throws IOException, InterruptedException {
    pulumi.run("refresh", "--stack", stack, "--skip-preview", "--yes", "--clear-pending-creates");
  }

  private int done(String stack, int imported) {
    out.printf(
        """
        Imported %s; the state of %s matches AWS. Next, repeat the interrupted command:
          pulumi up --stack %s
        """,
        Phrases.count(imported, "resource"), stack, stack);
    return 0;
  }

  private void say(Creation creation, String what) {
    out.printf("  %s: %s%n", creation.name(), what);
  }

  private JsonObject list(List<String> words) throws IOException, InterruptedException {
    var known = answers.get(words);
    if (known != null) {
      return known;
    }
    var options = new ArrayList<>(words);
    options.addAll(List.of("--output", "json"));
    var answer = aws.json(options.toArray(String[]::new));
    answers.put(words, answer);
    return answer;
  }

  private int refuse(String reason) {
    err.println(reason);
    err.println("Fix this, then run the command again.");
    return 1;
  }

  /** The user has to decide first. */
  private static final class Unsettled extends Exception {

    private static final long serialVersionUID = 1;

    Unsettled(String reasons) {
      super(reasons);
    }
  }
}
