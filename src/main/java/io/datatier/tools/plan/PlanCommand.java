package io.datatier.tools.plan;

import io.datatier.StackSettings;
import io.datatier.capacity.CapacityPlan;
import io.datatier.config.InvalidConfiguration;
import io.datatier.database.UserSql;
import io.datatier.tools.ProjectChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Prints and draws the capacity plan of a stack and writes the SQL that creates its database users,
 * without the engine or AWS.
 */
public final class PlanCommand {

  private final Path folder;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param folder the project folder
   */
  public PlanCommand(Path folder, PrintStream out, PrintStream err) {
    this.folder = folder;
    this.out = out;
    this.err = err;
  }

  /** Plans the stack that the only argument names. */
  public static void main(String[] args) {
    var command = new PlanCommand(ProjectChoice.folder(System.getenv()), System.out, System.err);
    System.exit(args.length == 1 ? command.run(args[0]) : command.refuse("Name one stack."));
  }

  /**
   * Plans {@code stack}.
   *
   * @return the exit code: 1 if there is no plan or it cannot work, otherwise 0
   */
  public int run(String stack) {
    try {
      var project = new ProjectFolder(folder);
      var settings = StackSettings.of(project.name(), stack, project.config(stack), Set.of());
      var plan = settings.plan();
      return plan.isPresent()
          ? show(stack, settings, plan.get())
          : refuse("Stack " + stack + " uses an existing proxy, so there is nothing to plan.");
    } catch (InvalidConfiguration | IOException faulty) {
      return refuse(String.valueOf(faulty.getMessage()));
    } catch (YAMLException unreadable) {
      return refuse("Cannot read the files of stack " + stack + ": " + unreadable.getMessage());
    }
  }

  private int show(String stack, StackSettings settings, CapacityPlan plan) throws IOException {
    out.print(new CapacityTable(plan).text());
    out.printf(
        "%nChart: %s%n", write("capacity-" + stack + ".svg", new CapacityPicture(plan).svg()));
    var sql = userSql(settings);
    if (sql.isPresent()) {
      out.printf(
          "SQL that creates the database users: %s%n",
          write("users-" + stack + ".sql", sql.get().text()));
    }
    return plan.errors().isEmpty() ? 0 : 1;
  }

  private static Optional<UserSql> userSql(StackSettings settings) {
    return settings.users().isEmpty()
        ? Optional.empty()
        : Optional.of(new UserSql(settings.database().masterUsername(), settings.users()));
  }

  private Path write(String name, String text) throws IOException {
    var target = Files.createDirectories(folder.resolve("target"));
    return Files.writeString(target.resolve(name), text);
  }

  private int refuse(String reason) {
    err.println(reason);
    return 1;
  }
}
