package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Outcome;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the engine shows of a policy pack. */
final class Findings {

  private Findings() {}

  /** All below "Policies:", without the indentation that all of its lines have. */
  static String in(Outcome outcome) {
    return outcome
        .output()
        .lines()
        .dropWhile(line -> !line.equals("Policies:"))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .collect(Collectors.joining("\n"))
        .stripIndent();
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
