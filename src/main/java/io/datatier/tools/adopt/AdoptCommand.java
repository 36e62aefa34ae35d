package io.datatier.tools.adopt;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.StackSettings;
import io.datatier.adoption.AdoptedResource;
import io.datatier.tools.Executable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes the file with which the engine imports what {@code datatier:adopted} names. It asks the
 * engine what the stack would create; neither AWS nor the stack's state is changed. docs/adopt.md
 * has the steps around it.
 */
public final class AdoptCommand {

  private static final String KEY = "datatier:adopted";
  private static final String FILE = "import.json";

  private final Path folder;
  private final Executable pulumi;
  private final PrintStream out;
  private final PrintStream err;

  AdoptCommand(Path folder, Executable pulumi, PrintStream out, PrintStream err) {
    this.folder = folder.toAbsolutePath();
    this.pulumi = pulumi;
    this.out = out;
    this.err = err;
  }

  /** Writes the file for the stack that the only argument names. */
  public static void main(String[] args) throws InterruptedException {
    var folder = Path.of("");
    var command =
        new AdoptCommand(folder, Executable.pulumi("pulumi", folder), System.out, System.err);
    System.exit(args.length == 1 ? command.run(args[0]) : command.refuse("Name one stack."));
  }

  int run(String stack) throws InterruptedException {
    try {
      var config = pulumi.json("config", "get", KEY, "--json", "--stack", stack);
      var adoption = StackSettings.adoption(Map.of(KEY, config.get("value").getAsString()));
      return write(stack, ImportFile.of(wouldCreate(stack), adoption));
    } catch (IOException refused) {
      return refuse(refused.getMessage() + "\nNo file was written.");
    }
  }

  private int write(String stack, ImportFile imports) throws IOException {
    for (var resource : imports.missing()) {
      out.println(name(resource) + " is left out: the stack has it already, or makes none.");
    }
    imports
        .namedOtherwise()
        .forEach(
            (resource, ours) ->
                out.printf(
                    "%s differs from %s. RDS names its log groups after the one, this stack after"
                        + " the other: see docs/adopt.md.%n",
                    name(resource), ours));
    if (imports.size() == 0) {
      return refuse("Nothing is left to take over. No file was written.");
    }
    Files.writeString(folder.resolve(FILE), imports.text());
    out.printf(
        """
        %s has %d resources to take over, and nothing has changed yet. Next:
          pulumi import --stack %s --file %s --protect=false --generate-code=false
          pulumi preview --stack %s --diff
        """,
        FILE, imports.size(), stack, FILE, stack);
    return 0;
  }

  /** In the engine's own words. */
  private JsonObject wouldCreate(String stack) throws IOException, InterruptedException {
    var offer = Files.createTempFile("datatier", ".json");
    try {
      pulumi.run("preview", "--stack", stack, "--import-file", offer.toString());
      return JsonParser.parseString(Files.readString(offer)).getAsJsonObject();
    } finally {
      Files.delete(offer);
    }
  }

  private static String name(AdoptedResource resource) {
    return KEY + "." + resource.key().orElse("");
  }

  private int refuse(String reason) {
    err.println(reason);
    return 1;
  }
}
