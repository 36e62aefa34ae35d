package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** What the engine shows of a policy pack. */
final class Findings {

  /** The version that the pack's manifest says, and that the pack must say too. */
  static final String VERSION = version(Stage.parts("dev").pack().resolve("PulumiPolicy.yaml"));

  private Findings() {}

  /**
   * All below "Policies:", without the indentation that all of its lines have, and without the
   * pack's version.
   */
  static String in(Outcome outcome) {
    return outcome
        .output()
        .lines()
        .dropWhile(line -> !line.equals("Policies:"))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .collect(Collectors.joining("\n"))
        .stripIndent()
        .replace("datatier@v" + VERSION + " ", "datatier ");
  }

  private static String version(Path manifest) {
    try {
      Map<String, String> entries = new Yaml().load(Files.readString(manifest));
      return Objects.requireNonNull(entries.get("version"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One by one, without the line that names the pack. */
  static List<String> each(Outcome outcome) {
    return Pattern.compile("^    - ", Pattern.MULTILINE)
        .splitAsStream(in(outcome))
        .skip(1)
        .map(finding -> finding.stripTrailing().replaceAll("(?m)^      ", ""))
        .toList();
  }
}
