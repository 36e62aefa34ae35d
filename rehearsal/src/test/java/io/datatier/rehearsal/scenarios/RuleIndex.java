package io.datatier.rehearsal.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules of the pack as its index page lists them; a test of the pack makes that page. */
final class RuleIndex {

  private static final Pattern ROW =
      Pattern.compile("^\\| \\[([a-z0-9-]+)]\\(\\1\\.md\\) \\|", Pattern.MULTILINE);

  private RuleIndex() {}

  /** The ids of all rules. */
  static SortedSet<String> ids() throws IOException {
    var page = Files.readString(Stage.parts("dev").pack().resolve("docs/README.md"));
    return ROW.matcher(page)
        .results()
        .map((MatchResult row) -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
