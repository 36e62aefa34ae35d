package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.report.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the report on a stack from its state. */
@Command(
    name = "report",
    description = {
      "Write one HTML page about a stack from its state: its resources and who can reach the"
          + " database.",
      "The page shows no secrets."
    })
final class ReportCommand implements Callable<Integer> {

  @Option(
      names = "--export",
      required = true,
      paramLabel = "FILE",
      description = "the output of pulumi stack export")
  private Path export = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "the page; a file next to it lets the next report list changes")
  private Path out = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var seen = out.resolveSibling(out.getFileName() + ".seen.json");
    new ReportFile(out, seen).write(export, Optional.empty());
    var console = spec.commandLine().getOut();
    console.println("The report is in " + out.normalize());
    console.flush();
    return 0;
  }
}
