package io.datatier.sweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datatier.sweep.report.HtmlReport;
import io.datatier.sweep.report.JsonReport;
import io.datatier.sweep.report.JunitReport;
import io.datatier.sweep.report.Report;
import io.datatier.sweep.report.SarifReport;
import io.datatier.sweep.report.TextReport;
import io.datatier.sweep.results.Results;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The reports that somebody asks for. The text is always there. */
final class Reports {

  @Option(names = "--json", paramLabel = "FILE", description = "write everything found as JSON")
  private @Nullable Path json;

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "write SARIF 2.1.0, for code scanning")
  private @Nullable Path sarif;

  @Option(names = "--junit", paramLabel = "FILE", description = "write JUnit XML, for CI systems")
  private @Nullable Path junit;

  @Option(names = "--html", paramLabel = "FILE", description = "write one self-contained page")
  private @Nullable Path html;

  private Map<Path, Report> files() {
    var files = new LinkedHashMap<Path, Report>();
    add(files, json, new JsonReport());
    add(files, sarif, new SarifReport());
    add(files, junit, new JunitReport());
    add(files, html, new HtmlReport());
    return files;
  }

  private static void add(Map<Path, Report> files, @Nullable Path file, Report report) {
    if (file != null && files.put(file, report) != null) {
      throw new IllegalArgumentException(file + " cannot hold two reports");
    }
  }

  /**
   * Looks, before anything is judged, whether the reports can be written.
   *
   * @throws IllegalArgumentException naming every fault
   */
  void check() {
    var faults = new ArrayList<String>();
    for (var file : files().keySet()) {
      var folder = file.toAbsolutePath().getParent();
      if (Files.isDirectory(file)) {
        faults.add(file + " is a folder, not a file for a report");
      } else if (folder == null || !Files.isWritable(folder)) {
        faults.add(
            "%s cannot be written: there is no folder %s to write to".formatted(file, folder));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  void write(Results results, PrintWriter out) throws IOException {
    for (var each : files().entrySet()) {
      // Not Files.newBufferedWriter, which refuses halves of characters, as a state may have.
      try (var file =
          new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(each.getKey()), UTF_8))) {
        each.getValue().write(results, file);
      }
    }
    new TextReport().write(results, out);
    out.flush();
  }

  /** What a pipeline goes by. */
  static int exitCode(Results results) {
    var totals = results.totals();
    if (!totals.unjudged().isEmpty()) {
      return DatatierSweep.UNJUDGED;
    }
    return totals.violations() > 0 || !results.facts().exceptionFaults().isEmpty()
        ? DatatierSweep.FAILS
        : 0;
  }
}
