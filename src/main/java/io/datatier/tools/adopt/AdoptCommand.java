package io.datatier.tools.adopt;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.StackSettings;
import io.datatier.adoption.AdoptedResource;
import io.datatier.text.Phrases;
import io.datatier.tools.Executable;
import io.datatier.tools.ProjectChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes the file for {@code pulumi import} from {@code datatier:adopted} and from what the engine
 * would create. Changes neither AWS nor the stack's state. docs/adopt.md has the steps around it.
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
    var folder = ProjectChoice.folder(System.getenv());
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
      out.println(name(resource) + " is skipped: the stack already has it or does not create one.");
    }
    imports
        .renamed()
        .forEach(
            (resource, ours) ->
                out.printf(
                    "%s should be %s: RDS names the log groups after the former, this stack after"
                        + " the latter. See docs/adopt.md, step 1.%n",
                    name(resource), ours));
    if (imports.size() == 0) {
      return refuse("Nothing is left to import. No file was written.");
    }
    Files.writeString(folder.resolve(FILE), imports.text());
    out.printf(
        """
        Wrote %s to import %s. Neither AWS nor the stack has changed. Next:
          pulumi import --stack %s --file %s --protect=false --generate-code=false
          pulumi preview --stack %s --diff
        """,
        FILE, Phrases.count(imports.size(), "resource"), stack, FILE, stack);
    return 0;
  }

  /** What {@code pulumi preview} writes for import. */
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
