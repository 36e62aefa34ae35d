package io.datatier.sweep.report;

import static java.util.stream.Collectors.groupingBy;

import io.datatier.policy.sdk.Urn;
import io.datatier.sweep.results.Found;
import io.datatier.sweep.results.Results;
import io.datatier.sweep.results.RuleFacts;
import io.datatier.sweep.results.StackResult;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * JUnit XML, as CI systems show it: a suite for each stack, a test for each rule that is not
 * disabled. A stack that was not judged is a suite with one error, and exceptions at fault are one
 * of failures.
 */
public final class JunitReport implements Report {

  @Override
  public void write(Results results, Writer out) throws IOException {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"");
    out.write(Plain.escaped(results.facts().pack()) + "\">\n");
    var rules = results.facts().rules().stream().filter(it -> !it.level().equals("disabled"));
    var judging = rules.toList();
    var repeated = results.totals().repeated().keySet();
    results.each(
        stack -> {
          var name =
              repeated.contains(stack.name())
                  ? "%s (%s)".formatted(stack.name(), stack.id())
                  : stack.title();
          write(stack, Plain.escaped(name), judging, out);
        });
    writeExceptionFaults(results.facts().exceptionFaults(), out);
    out.write("</testsuites>\n");
  }

  private static void writeExceptionFaults(List<String> faults, Writer out) throws IOException {
    if (faults.isEmpty()) {
      return;
    }
    out.write(
        "<testsuite name=\"exceptions\" tests=\"%1$d\" failures=\"%1$d\" errors=\"0\" skipped=\"0\">\n"
            .formatted(faults.size()));
    for (var fault : faults) {
      out.write(
          "<testcase classname=\"exceptions\" name=\"%1$s\"><failure message=\"%1$s\"/></testcase>\n"
              .formatted(Plain.escaped(fault)));
    }
    out.write("</testsuite>\n");
  }

  private static void write(StackResult stack, String name, List<RuleFacts> rules, Writer out)
      throws IOException {
    var byRule = stack.found().stream().collect(groupingBy(Found::rule));
    if (!stack.isJudged()) {
      suite(name, 1, 0, 1, 0, out);
      out.write(
          "<testcase classname=\"%s\" name=\"is judged\"><error message=\"%s\"/></testcase>\n"
              .formatted(name, Plain.escaped(stack.fault())));
    } else {
      var failed =
          byRule.values().stream().filter(it -> it.stream().anyMatch(Found::fails)).count();
      var allowed = byRule.values().stream().filter(JunitReport::isAllowed).count();
      suite(name, rules.size(), failed, 0, allowed, out);
      for (var rule : rules) {
        write(name, rule, byRule.getOrDefault(rule.id(), List.of()), out);
      }
    }
    out.write("</testsuite>\n");
  }

  private static boolean isAllowed(List<Found> found) {
    return found.stream().noneMatch(Found::fails) && found.stream().anyMatch(Found::isAllowed);
  }

  private static void suite(
      String name, int tests, long failures, int errors, long skipped, Writer out)
      throws IOException {
    out.write(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">\n"
            .formatted(name, tests, failures, errors, skipped));
  }

  private static void write(String name, RuleFacts rule, List<Found> found, Writer out)
      throws IOException {
    out.write("<testcase classname=\"%s\" name=\"%s\"".formatted(name, Plain.escaped(rule.id())));
    if (found.isEmpty()) {
      out.write("/>\n");
      return;
    }
    out.write(">");
    var failing = found.stream().filter(Found::fails).toList();
    if (!failing.isEmpty()) {
      out.write(
          "<failure type=\"mandatory\" message=\"%s\">%s</failure>"
              .formatted(Plain.escaped(rule.title()), told(failing)));
    } else if (isAllowed(found)) {
      var ids = found.stream().flatMap(it -> it.exceptions().stream()).distinct();
      out.write(
          "<skipped message=\"excepted: %s\"/>"
              .formatted(Plain.escaped(ids.collect(Collectors.joining(", ")))));
    }
    var others = found.stream().filter(it -> !it.fails()).toList();
    if (!others.isEmpty()) {
      out.write("<system-out>%s</system-out>".formatted(told(others)));
    }
    out.write("</testcase>\n");
  }

  private static String told(List<Found> found) {
    return found.stream()
        .map(it -> "%s: %s".formatted(Urn.parse(it.urn()).name(), it.message()))
        .map(Plain::escaped)
        .collect(Collectors.joining("\n"));
  }
}
