package io.datatier;

import io.datatier.generated.GeneratedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes generated configurations for those who try them on the real engine. */
public final class GeneratedStackFiles {

  /** What the program leaves to AWS to judge. */
  private static final Map<String, List<String>> KNOWN_TO_AWS =
      Map.of(
          "datatier.database.instanceClass",
          List.of("db.t4g.micro", "db.t4g.medium", "db.r6g.large", "db.m7g.xlarge"),
          "datatier.database.version",
          List.of("13", "14", "15", "16", "17", "18"));

  private GeneratedStackFiles() {}

  /**
   * Writes {@code lawful-<seed>.yaml} and {@code broken-<seed>.yaml} files, and beside each of the
   * latter the keys that are broken, a line each.
   *
   * @param arguments the folder, the first seed, the number of seeds
   */
  public static void main(String[] arguments) throws IOException {
    var folder = Files.createDirectories(Path.of(arguments[0]));
    var first = Long.parseLong(arguments[1]);
    for (var seed = first; seed < first + Long.parseLong(arguments[2]); seed++) {
      var lawful = GeneratedStack.lawful(StackSettings.everyKey(), seed, KNOWN_TO_AWS);
      var broken = lawful.broken(StackSettings.everyKey(), 1 + (int) (seed % 4));
      Files.writeString(folder.resolve("lawful-" + seed + ".yaml"), lawful.file());
      Files.writeString(folder.resolve("broken-" + seed + ".yaml"), broken.file());
      Files.write(folder.resolve("broken-" + seed + ".keys"), broken.broken());
    }
  }
}
