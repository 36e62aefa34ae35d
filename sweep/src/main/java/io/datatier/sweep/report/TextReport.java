package io.datatier.sweep.report;

import io.datatier.sweep.results.Found;
import io.datatier.sweep.results.Results;
import io.datatier.sweep.results.RuleFacts;
import io.datatier.sweep.results.StackResult;
import io.datatier.sweep.results.Totals;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * For people, and logs of pipelines. No line begins with what a state says: pipelines take some
 * beginnings of lines for commands.
 */
public final class TextReport implements Report {

  private static final String BAR = "  | ";

  @Override
  public void write(Results results, Writer out) throws IOException {
    var rules = results.facts().rules().stream().collect(Collectors.toMap(RuleFacts::id, it -> it));
    results.each(
        stack -> {
          if (stack.found().stream().anyMatch(Found::fails)) {
            write(stack, rules, out);
          }
        });
    write(results, results.totals(), out);
  }

  private static void write(StackResult stack, Map<String, RuleFacts> rules, Writer out)
      throws IOException {
    var failing = stack.found().stream().filter(Found::fails).toList();
    out.write("stack %s: %s%n".formatted(called(stack), counted(failing.size(), "violation")));
    for (var found : failing) {
      var rule = rules.get(found.rule());
      out.write("  %s: %s%n".formatted(found.rule(), rule == null ? "" : rule.title()));
      out.write(BAR + Plain.line(found.urn()) + System.lineSeparator());
      for (var line : Plain.text(found.message()).split("\n", -1)) {
        out.write(BAR + line + System.lineSeparator());
      }
    }
    out.write(System.lineSeparator());
  }

  private static String called(StackResult stack) {
    var title = Plain.line(stack.title());
    return stack.id().equals(stack.title())
        ? title
        : "%s (%s)".formatted(title, Plain.line(stack.id()));
  }

  private static void write(Results results, Totals totals, Writer out) throws IOException {
    if (!totals.rules().isEmpty()) {
      out.write(
          "%9s %9s %9s %9s  rule%n".formatted("violated", "excepted", "advised", "undecided"));
    }
    for (var each : totals.rules().entrySet()) {
      var sum = each.getValue();
      out.write(
          "%,9d %,9d %,9d %,9d  %s%s%n"
              .formatted(
                  sum.violations(),
                  sum.allowed(),
                  sum.advisories(),
                  sum.undecided(),
                  each.getKey(),
                  sum.stacks() == 0 ? "" : " (%s)".formatted(counted(sum.stacks(), "stack"))));
    }
    writeUnjudged(totals.unjudged(), out);
    writeRepeated(totals.repeated(), out);
    out.write(
        "%s, %s, judged by %s %s%n"
            .formatted(
                counted(totals.stacks() - totals.unjudged().size(), "stack"),
                counted(totals.resources(), "resource"),
                Plain.line(results.facts().pack()),
                Plain.line(results.facts().version())));
    out.write(
        "%s in %s, %,d excepted, %,d advised, %,d undecided%n"
            .formatted(
                counted(totals.violations(), "violation"),
                counted(totals.failing(), "stack"),
                totals.allowed(),
                totals.advisories(),
                totals.undecided()));
    for (var fault : results.facts().exceptionFaults()) {
      out.write(Plain.line(fault) + System.lineSeparator());
    }
  }

  private static void writeUnjudged(List<StackResult> unjudged, Writer out) throws IOException {
    if (!unjudged.isEmpty()) {
      out.write("%nnot judged: %s%n".formatted(counted(unjudged.size(), "stack")));
      for (var stack : unjudged) {
        out.write(BAR + "%s %s%n".formatted(Plain.line(stack.id()), Plain.line(stack.fault())));
      }
    }
    out.write(System.lineSeparator());
  }

  private static void writeRepeated(Map<String, List<String>> repeated, Writer out)
      throws IOException {
    if (!repeated.isEmpty()) {
      out.write(
          "more than once: %s, counted each time; keep the newest export of each%n"
              .formatted(counted(repeated.size(), "stack")));
      for (var stack : repeated.entrySet()) {
        out.write(
            BAR
                + "%s is in %s%n"
                    .formatted(
                        Plain.line(stack.getKey()),
                        Plain.line(String.join(", ", stack.getValue()))));
      }
      out.write(System.lineSeparator());
    }
  }

  private static String counted(long count, String thing) {
    return "%,d %s".formatted(count, count == 1 ? thing : thing + "s");
  }
}
