package io.datatier.tools.recover;

import com.google.gson.JsonObject;
import io.datatier.tools.Executable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts a stack's state right after a run that died: what AWS has made without the engine being told
 * becomes the stack's, what it has not made is forgotten. It asks AWS by the AWS CLI; AWS is not
 * changed. docs/operations.md has the steps around it.
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

  /** Recovers the stack that the first argument names; others are {@code NAME=ID}. */
  public static void main(String[] args) throws InterruptedException {
    var folder = Path.of("");
    var command =
        new RecoverCommand(
            Executable.pulumi("pulumi", folder),
            new Executable(List.of("aws"), folder),
            System.out,
            System.err);
    System.exit(
        args.length > 0 && Stream.of(args).skip(1).allMatch(arg -> arg.contains("="))
            ? command.run(args[0], told(args))
            : command.refuse("Name one stack, then at most what you have looked up: NAME=ID."));
  }

  private static Map<String, String> told(String[] args) {
    var told = new HashMap<String, String>();
    Stream.of(args)
        .skip(1)
        .map(arg -> arg.split("=", 2))
        .forEach(pair -> told.put(pair[0], pair[1]));
    return told;
  }

  int run(String stack, Map<String, String> told) throws InterruptedException {
    try {
      var interrupted = state(stack).interrupted();
      if (interrupted.isEmpty()) {
        return recoverPossible(stack, told);
      }
      out.println("The engine died while it made:");
      var taken = take(stack, interrupted, told);
      refresh(stack, "--clear-pending-creates");
      return done(stack, taken);
    } catch (Unsettled | IOException refused) {
      return refuse(String.valueOf(refused.getMessage()));
    }
  }

  /** The engine noted no creation, but may have outlived a provider. */
  private int recoverPossible(String stack, Map<String, String> told)
      throws IOException, InterruptedException, Unsettled {
    // A preview would stumble over what a run that died has deleted.
    refresh(stack);
    var possible = state(stack).possible(pulumi.json("preview", "--stack", stack, "--json"));
    out.println(
        possible.isEmpty()
            ? "Nothing was being made."
            : "The engine was making nothing when it ended. A provider that died may have made:");
    return done(stack, take(stack, possible, told));
  }

  /** Takes over those that AWS has made, and tells how many. */
  private int take(String stack, List<Creation> creations, Map<String, String> told)
      throws IOException, InterruptedException, Unsettled {
    var state = state(stack);
    var recovery = Recovery.of(state, creations, told, this::list);
    recovery.found().forEach((creation, id) -> say(creation, "AWS has made it: " + id));
    recovery.missing().forEach(creation -> say(creation, "not in AWS"));
    recovery.again().forEach(creation -> say(creation, "to be made once more, over what is there"));
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

  private void refresh(String stack, String... options) throws IOException, InterruptedException {
    var words = Stream.of("refresh", "--stack", stack, "--skip-preview", "--yes");
    pulumi.run(Stream.concat(words, Stream.of(options)).toArray(String[]::new));
  }

  private int done(String stack, int taken) {
    out.printf(
        """
        %s knows again what it has in AWS; %d resources were taken over. Next:
          pulumi up --stack %s
        """,
        stack, taken, stack);
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
    err.println("Put that right, then run this again.");
    return 1;
  }

  /** A person has to check first. */
  private static final class Unsettled extends Exception {

    private static final long serialVersionUID = 1;

    Unsettled(String reasons) {
      super(reasons);
    }
  }
}
