package io.datatier.sweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datatier.policy.sdk.Urn;
import io.datatier.sweep.results.Found;
import io.datatier.sweep.results.Results;
import io.datatier.sweep.results.RuleFacts;
import io.datatier.sweep.results.StackResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One page that needs no network, no script and no other file: what the sweep comes to, rule by
 * rule, and each stack in which something was found. Its policy makes browsers load and run
 * nothing.
 */
public final class HtmlReport implements Report {

  private static final String STYLE = resource("report.css");

  @Override
  public void write(Results results, Writer out) throws IOException {
    out.write(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%1$s: policy violations</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <main>
        <h1>Stacks judged by %1$s <small>%3$s</small></h1>
        """
            .formatted(
                Plain.escaped(results.facts().pack()),
                STYLE,
                Plain.escaped(results.facts().version())));
    writeTotals(results, out);
    writeRules(results, out);
    writeExceptionFaults(results, out);
    writeUnjudged(results, out);
    writeRepeated(results, out);
    writeStacks(results, out);
    out.write("</main>\n</body>\n</html>\n");
  }

  private static void writeTotals(Results results, Writer out) throws IOException {
    var totals = results.totals();
    out.write("<ul class=\"totals\">\n");
    total(totals.stacks(), "stacks", "", out);
    total(totals.failing(), "with violations", totals.failing() > 0 ? "bad" : "good", out);
    total(totals.violations(), "violations", totals.violations() > 0 ? "bad" : "good", out);
    total(totals.allowed(), "excepted", "", out);
    total(totals.advisories(), "advised", "", out);
    total(totals.undecided(), "undecided", "", out);
    total(totals.unjudged().size(), "not judged", totals.unjudged().isEmpty() ? "" : "bad", out);
    total(totals.resources(), "resources", "", out);
    out.write("</ul>\n");
  }

  private static void total(long count, String what, String kind, Writer out) throws IOException {
    out.write("<li class=\"%s\"><b>%,d</b> %s</li>\n".formatted(kind, count, what));
  }

  private static void writeRules(Results results, Writer out) throws IOException {
    out.write(
        """
        <section aria-labelledby="rules">
        <h2 id="rules">Rules</h2>
        <table>
        <thead><tr><th scope="col">rule</th><th scope="col">level</th><th scope="col">violated</th>\
        <th scope="col">in stacks</th><th scope="col">excepted</th><th scope="col">advised</th>\
        <th scope="col">undecided</th></tr></thead>
        <tbody>
        """);
    for (var rule : results.facts().rules()) {
      var sum = results.totals().rules().get(rule.id());
      var counts =
          sum == null
              ? new long[5]
              : new long[] {
                sum.violations(), sum.stacks(), sum.allowed(), sum.advisories(), sum.undecided()
              };
      out.write(
          "<tr><th scope=\"row\"><code>%s</code><br>%s</th><td>%s</td>"
              .formatted(
                  Plain.escaped(rule.id()),
                  Plain.escaped(rule.title()),
                  Plain.escaped(rule.level())));
      for (var index = 0; index < counts.length; index++) {
        var kind = index == 0 && counts[0] > 0 ? " class=\"bad\"" : "";
        out.write("<td%s>%,d</td>".formatted(kind, counts[index]));
      }
      out.write("</tr>\n");
    }
    out.write("</tbody>\n</table>\n</section>\n");
  }

  private static void writeExceptionFaults(Results results, Writer out) throws IOException {
    if (results.facts().exceptionFaults().isEmpty()) {
      return;
    }
    out.write(
        "<section aria-labelledby=\"exceptions\">\n<h2 id=\"exceptions\">Invalid exceptions</h2>\n<ul>\n");
    for (var fault : results.facts().exceptionFaults()) {
      out.write("<li class=\"bad\">%s</li>\n".formatted(Plain.escaped(fault)));
    }
    out.write("</ul>\n</section>\n");
  }

  private static void writeUnjudged(Results results, Writer out) throws IOException {
    if (results.totals().unjudged().isEmpty()) {
      return;
    }
    out.write(
        "<section aria-labelledby=\"unjudged\">\n<h2 id=\"unjudged\">Not judged</h2>\n<ul>\n");
    for (var stack : results.totals().unjudged()) {
      out.write(
          "<li><code>%s</code> %s</li>\n"
              .formatted(Plain.escaped(stack.id()), Plain.escaped(stack.fault())));
    }
    out.write("</ul>\n</section>\n");
  }

  private static void writeRepeated(Results results, Writer out) throws IOException {
    if (results.totals().repeated().isEmpty()) {
      return;
    }
    out.write(
        """
        <section aria-labelledby="repeated">
        <h2 id="repeated">More than once</h2>
        <p>Counted each time: keep the newest export of each.</p>
        <ul>
        """);
    for (var stack : results.totals().repeated().entrySet()) {
      out.write(
          "<li>%s is in <code>%s</code></li>\n"
              .formatted(
                  Plain.escaped(stack.getKey()),
                  Plain.escaped(String.join(", ", stack.getValue()))));
    }
    out.write("</ul>\n</section>\n");
  }

  private static void writeStacks(Results results, Writer out) throws IOException {
    var rules = results.facts().rules().stream().collect(Collectors.toMap(RuleFacts::id, it -> it));
    out.write("<section aria-labelledby=\"stacks\">\n<h2 id=\"stacks\">Stacks</h2>\n");
    if (results.totals().rules().isEmpty()) {
      out.write("<p>Nothing was found in any stack.</p>\n");
    }
    results.each(
        stack -> {
          if (!stack.found().isEmpty()) {
            writeHead(stack, out);
            for (var found : stack.found()) {
              write(found, rules.get(found.rule()), out);
            }
            out.write("</ul>\n</details>\n");
          }
        });
    out.write("</section>\n");
  }

  private static void writeHead(StackResult stack, Writer out) throws IOException {
    var failing = stack.found().stream().filter(Found::fails).count();
    out.write(
        "<details%s><summary>%s <small>%s</small> <span class=\"%s\">%s</span></summary>\n<ul>\n"
            .formatted(
                failing > 0 ? " open" : "",
                Plain.escaped(stack.title()),
                stack.title().equals(stack.id()) ? "" : Plain.escaped(stack.id()),
                failing > 0 ? "bad" : "good",
                failing == 1 ? "1 violation" : "%,d violations".formatted(failing)));
  }

  private static void write(Found found, @Nullable RuleFacts rule, Writer out) throws IOException {
    out.write(
        "<li><span class=\"%s\">%s</span> <code>%s</code> %s<br><b>%s</b> %s<br><small><code>%s</code></small>"
            .formatted(
                found.fails() ? "bad" : "",
                state(found),
                Plain.escaped(found.rule()),
                rule == null ? "" : Plain.escaped(rule.title()),
                Plain.escaped(Urn.parse(found.urn()).name()),
                Plain.escaped(found.message()),
                Plain.escaped(found.urn())));
    if (found.fails() && rule != null && !rule.fix().isEmpty()) {
      out.write("<br><small>Fix: %s</small>".formatted(Plain.escaped(rule.fix())));
    }
    out.write("</li>\n");
  }

  private static String state(Found found) {
    return found.isAllowed()
        ? "excepted by " + Plain.escaped(String.join(", ", found.exceptions()))
        : found.fails()
            ? "violated"
            : found.kind().equals("violation") ? "advised" : Plain.escaped(found.kind());
  }

  private static String resource(String name) {
    try (var stream = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
