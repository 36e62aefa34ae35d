package io.datatier.proof.doctor;

import io.datatier.proof.cli.OneLine;
import io.datatier.proof.doctor.Finding.Level;
import io.datatier.proof.doctor.Finding.Symptom;
import io.datatier.text.Phrases;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What is found, told section by section: a login that hangs keeps nothing back. */
final class Printout {

  /** More names than a reader wants in a line. */
  private static final int NAMES = 5;

  private final PrintWriter out;
  private final List<Finding> told = new ArrayList<>();

  Printout(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints what was found about a symptom; in one line, what could not be checked for one reason.
   */
  void section(Symptom symptom, List<Finding> findings) {
    told.addAll(findings);
    out.println(symptom);
    findings.stream()
        .filter(finding -> finding.level() != Level.UNSEEN)
        .forEach(finding -> line(finding.level(), finding.what(), finding.advice()));
    findings.stream()
        .filter(finding -> finding.level() == Level.UNSEEN)
        .collect(
            Collectors.groupingBy(
                Finding::advice,
                LinkedHashMap::new,
                Collectors.mapping(Finding::what, Collectors.toList())))
        .forEach((why, names) -> line(Level.UNSEEN, "not examined: " + text(names), why));
    out.flush();
  }

  private static String text(List<String> names) {
    var first = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
    return names.size() > NAMES ? "%s and %d more".formatted(first, names.size() - NAMES) : first;
  }

  private void line(Level level, String what, String advice) {
    out.printf("  %-4s  %s%n", level, OneLine.of(what));
    if (!advice.isEmpty()) {
      out.printf("        %s%n", OneLine.of(advice));
    }
  }

  /**
   * Sums up.
   *
   * @return 0 if all is well, 1 if something is bad, 2 if nothing was answered
   */
  int end() {
    var bad = count(Level.BAD);
    var unseen = count(Level.UNSEEN);
    if (bad > 0) {
      out.println(bad + " to put right.");
      return 1;
    }
    if (unseen == 0) {
      out.println("All is well.");
      return 0;
    }
    out.printf("No problems found; %s could not run.%n", Phrases.count(unseen, "check"));
    return count(Level.GOOD) == 0 ? 2 : 0;
  }

  private long count(Level level) {
    return told.stream().filter(finding -> finding.level() == level).count();
  }
}
