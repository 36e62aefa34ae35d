package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.engine.Report;
import io.datatier.rehearsal.engine.RuleVerdicts;
import io.datatier.rehearsal.engine.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines at the end of a rehearsal. */
final class SummaryText {

  private static final RuleVerdicts NOTHING = new RuleVerdicts(0, 0, 0);

  private SummaryText() {}

  static List<String> of(Report report) {
    return Stream.of(resources(report), policies(report), times(report), left(report))
        .flatMap(lines -> lines)
        .toList();
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static Stream<String> resources(Report report) {
    var all = report.created().values().stream().mapToInt(Integer::intValue).sum();
    return Stream.concat(
        Stream.of("", "resources made: " + all),
        report.created().entrySet().stream()
            .map(entry -> String.format("%6d  %s", entry.getValue(), entry.getKey())));
  }

  private static Stream<String> policies(Report report) {
    var rules = new TreeSet<>(report.atPreview().keySet());
    rules.addAll(report.atUpdate().keySet());
    var violated = count(rules, report.atUpdate(), said -> said.violated() > 0);
    var undecided =
        count(rules, report.atUpdate(), said -> said.violated() == 0 && said.undecided() > 0);
    var title =
        String.format(
            "policies: %d passed, %d violated, %d undecided",
            rules.size() - violated - undecided, violated, undecided);
    return Stream.concat(Stream.of("", title), verdicts(rules, report));
  }

  private static Stream<String> verdicts(Set<String> rules, Report report) {
    var format =
        String.format(
            "  %%-%ds  preview: %%-%ds  update: %%s",
            widest(rules.stream()),
            widest(rules.stream().map(rule -> said(report.atPreview(), rule))));
    return rules.stream()
        .map(
            rule ->
                String.format(
                    format, rule, said(report.atPreview(), rule), said(report.atUpdate(), rule)));
  }

  private static int widest(Stream<String> cells) {
    return cells.mapToInt(String::length).max().orElse(1);
  }

  private static int count(
      Set<String> rules, Map<String, RuleVerdicts> verdicts, Predicate<RuleVerdicts> which) {
    return (int)
        rules.stream().map(rule -> verdicts.getOrDefault(rule, NOTHING)).filter(which).count();
  }

  private static String said(Map<String, RuleVerdicts> all, String rule) {
    var verdicts = all.getOrDefault(rule, NOTHING);
    var said =
        Stream.of(
                part(verdicts.passed(), "passed"),
                part(verdicts.violated(), "violated"),
                part(verdicts.undecided(), "undecided"))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return said.isEmpty() ? "nothing to judge" : said;
  }

  private static String part(int count, String verdict) {
    return count == 0 ? "" : count + " " + verdict;
  }

  private static Stream<String> times(Report report) {
    var all = report.steps().stream().map(Step::took).reduce(Duration.ZERO, Duration::plus);
    return Stream.concat(
        Stream.of("", "time: " + seconds(all)),
        report.steps().stream()
            .map(step -> String.format("%8s  %s", seconds(step.took()), step.name())));
  }

  private static Stream<String> left(Report report) {
    if (!report.gone()) {
      return Stream.of();
    }
    return report.finalSnapshots().isEmpty()
        ? Stream.of("", "nothing is left in the account")
        : Stream.concat(
            Stream.of("", "left in the account on purpose"),
            report.finalSnapshots().stream().map(name -> "  final snapshot " + name));
  }
}
