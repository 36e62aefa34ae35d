package io.datatier.sweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datatier.sweep.report.HtmlReport;
import io.datatier.sweep.report.JsonReport;
import io.datatier.sweep.report.JunitReport;
import io.datatier.sweep.report.Report;
import io.datatier.sweep.report.SarifReport;
import io.datatier.sweep.report.TextReport;
import io.datatier.sweep.results.Draft;
import io.datatier.sweep.results.Results;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The reports that were requested. The text is always there. */
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

  private record Asked(Path file, Report form) {}

  private List<Asked> asked() {
    var asked = new ArrayList<Asked>();
    add(asked, json, new JsonReport());
    add(asked, sarif, new SarifReport());
    add(asked, junit, new JunitReport());
    add(asked, html, new HtmlReport());
    return asked;
  }

  private static void add(List<Asked> asked, @Nullable Path file, Report form) {
    if (file != null) {
      asked.add(new Asked(file, form));
    }
  }

  /**
   * Looks, before anything is judged, whether everything can be written.
   *
   * @param results the file for results, if they are kept
   * @param read files that are read, which no report may overwrite
   * @throws IllegalArgumentException naming every fault
   */
  void check(Optional<Path> results, List<Path> read) {
    var written = Stream.concat(results.stream(), asked().stream().map(Asked::file)).toList();
    var taken = new HashSet<Path>();
    read.forEach(file -> taken.add(plain(file)));
    var faults = new ArrayList<String>();
    for (var file : written) {
      var folder = file.toAbsolutePath().getParent();
      if (Files.isDirectory(file)) {
        faults.add(file + " is a folder, not a file to write to");
      } else if (Draft.leadsNowhere(file)) {
        faults.add(file + " is a link to a file that does not exist");
      } else if (Draft.hasNoPlace(file)) {
        if (results.filter(file::equals).isPresent()) {
          faults.add(file + " is a device or pipe: --results needs a file");
        }
      } else if (folder == null || !Files.isWritable(folder)) {
        faults.add(
            "%s cannot be written: there is no folder %s to write to".formatted(file, folder));
      } else if (!taken.add(plain(file))) {
        faults.add(file + " is given twice: give each report its own file");
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  private static Path plain(Path file) {
    return file.toAbsolutePath().normalize();
  }

  void write(Results results, PrintWriter out) throws IOException {
    for (var each : asked()) {
      try (var draft = Draft.of(each.file())) {
        // Not Files.newBufferedWriter, which refuses halves of characters, as a state may have.
        try (var file = new BufferedWriter(new OutputStreamWriter(draft.open(), UTF_8))) {
          each.form().write(results, file);
        }
        draft.finish();
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
