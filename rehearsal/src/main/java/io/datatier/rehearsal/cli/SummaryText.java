package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.core.ResourceTypes;
import io.datatier.rehearsal.engine.Results;
import io.datatier.rehearsal.engine.RuleVerdicts;
import io.datatier.rehearsal.engine.Step;
import io.datatier.rehearsal.engine.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The summary at the end of a rehearsal. */
final class SummaryText {

  private SummaryText() {}

  static List<String> of(Results results) {
    return Stream.of(
            resources(results),
            schemaOnly(results),
            policies(results),
            logins(results),
            times(results),
            left(results))
        .flatMap(lines -> lines)
        .toList();
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static Stream<String> resources(Results results) {
    var all = results.created().values().stream().mapToInt(Integer::intValue).sum();
    return Stream.concat(
        Stream.of("", "resources created: " + all),
        results.created().entrySet().stream()
            .map(entry -> String.format("%6d  %s", entry.getValue(), entry.getKey())));
  }

  private static Stream<String> schemaOnly(Results results) {
    var types =
        results.created().keySet().stream()
            .filter(type -> type.startsWith("aws:") && !ResourceTypes.types().contains(type))
            .toList();
    return types.isEmpty()
        ? Stream.of()
        : Stream.concat(
            Stream.of(
                "", "checked against the schema only; also preview these with the real plugin"),
            types.stream().map(type -> "  " + type));
  }

  private static Stream<String> policies(Results results) {
    var rules = results.rules();
    var counts =
        rules.stream()
            .map(rule -> results.atUpdate().getOrDefault(rule, RuleVerdicts.NONE).gravest())
            .collect(Collectors.groupingBy(verdict -> verdict, Collectors.counting()));
    var title =
        Stream.of(Verdict.PASSED, Verdict.VIOLATED, Verdict.ADVISED, Verdict.UNDECIDED)
            .map(verdict -> counts.getOrDefault(verdict, 0L) + " " + verdict.word())
            .collect(Collectors.joining(", ", "policies: ", ""));
    return Stream.concat(Stream.of("", title), verdicts(rules, results));
  }

  private static Stream<String> verdicts(Set<String> rules, Results results) {
    var format =
        String.format(
            "  %%-%ds  preview: %%-%ds  update: %%s",
            widest(rules.stream()),
            widest(rules.stream().map(rule -> said(results.atPreview(), rule))));
    return rules.stream()
        .map(
            rule ->
                String.format(
                    format, rule, said(results.atPreview(), rule), said(results.atUpdate(), rule)));
  }

  private static int widest(Stream<String> cells) {
    return cells.mapToInt(String::length).max().orElse(1);
  }

  private static String said(Map<String, RuleVerdicts> all, String rule) {
    return all.getOrDefault(rule, RuleVerdicts.NONE).words();
  }

  private static Stream<String> logins(Results results) {
    return results.logins().isEmpty()
        ? Stream.of()
        : Stream.concat(
            Stream.of("", "logins, on PostgreSQL of this machine"),
            results.logins().stream().map(line -> "  " + line));
  }

  private static Stream<String> times(Results results) {
    var all = results.steps().stream().map(Step::took).reduce(Duration.ZERO, Duration::plus);
    return Stream.of(
            Stream.of("", "time: " + seconds(all)),
            results.steps().stream()
                .map(step -> String.format("%8s  %s", seconds(step.took()), step.name())),
            atAws(results))
        .flatMap(lines -> lines);
  }

  private static Stream<String> atAws(Results results) {
    var minutes = Math.round(results.atAws().toSeconds() / 60.0);
    return minutes == 0
        ? Stream.of()
        : Stream.of("in AWS, up would take about %d minutes".formatted(minutes));
  }

  private static Stream<String> left(Results results) {
    if (!results.gone()) {
      return Stream.of();
    }
    return results.finalSnapshots().isEmpty()
        ? Stream.of("", "the account is as it was before")
        : Stream.concat(
            Stream.of("", "kept in the account on purpose"),
            results.finalSnapshots().stream().map(name -> "  final snapshot " + name));
  }
}
