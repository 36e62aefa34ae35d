package io.datatier.rehearsal.cli;

import io.datatier.rehearsal.engine.Engine;
import io.datatier.rehearsal.engine.FullDisk;
import io.datatier.rehearsal.engine.Parts;
import io.datatier.rehearsal.engine.Rehearsal;
import io.datatier.rehearsal.engine.Results;
import io.datatier.rehearsal.engine.Sandbox;
import io.datatier.rehearsal.engine.SandboxLock;
import io.datatier.rehearsal.engine.StepFailed;
import io.datatier.rehearsal.report.ReportFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs a stack's whole life on the real engine, against an AWS account in a file. Exit codes: 0 for
 * success, 1 if a step failed, 2 for a usage error.
 */
@Command(name = "rehearse", description = "Run a stack's whole life on the real Pulumi engine.")
final class RehearseCommand implements Callable<Integer> {

  @Option(
      names = "--checkout",
      defaultValue = "${sys:datatier.checkout:-.}",
      description = "the project folder (default: the current one)")
  private Path checkout = Path.of(".");

  @Option(names = "--engine", required = true, description = "the folder that contains pulumi")
  private Path engine = Path.of(".");

  @Option(names = "--stack", defaultValue = "dev", description = "dev or prod (default: dev)")
  private String stack = "dev";

  @Option(names = "--keep", description = "leave the stack up")
  private boolean keep;

  @Option(names = "--terminal", description = "show the seconds of the running step")
  private boolean terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    var parts = parts();
    // Before the lock, which would leave a file for a stack that does not exist.
    parts.requireAll();
    try (var lock = SandboxLock.take(checkout.resolve(".rehearsal"), stack);
        var lines = new StepLines(out, terminal)) {
      var sandbox = Sandbox.layOut(lock.sandbox(), parts, new Engine(engine.toAbsolutePath()));
      out.println("Rehearsing " + stack + " in " + lock.sandbox().normalize());
      var rehearsal = new Rehearsal(sandbox, lines);
      return rehearse(rehearsal, sandbox, lines);
    }
  }

  private Parts parts() {
    try {
      return Parts.of(checkout, stack);
    } catch (IllegalArgumentException fault) {
      throw new ParameterException(spec.commandLine(), fault.getMessage(), fault);
    }
  }

  private int rehearse(Rehearsal rehearsal, Sandbox sandbox, StepLines lines)
      throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    try {
      rehearsal.comesUp();
      if (!keep) {
        rehearsal.goesAway();
      }
      SummaryText.of(rehearsal.results()).forEach(out::println);
      out.println();
      out.println("The report is in " + report(rehearsal, rehearsal.results(), sandbox));
      if (keep) {
        byHand(out, sandbox, "The stack stays up until the next rehearsal. To work on it:");
      }
      return 0;
    } catch (StepFailed e) {
      lines.clear();
      out.println();
      out.println(e.isFinding() ? lines.red(e.whatHappened()) : e.whatHappened());
      out.println();
      out.println(lines.red("The rehearsal of " + stack + " stopped at: " + e.step()));
      if (FullDisk.isReasonFor(e.whatHappened())) {
        out.println(lines.red(FullDisk.advice(sandbox.project().resolveSibling(""))));
      }
      reportOn(e, rehearsal, sandbox);
      byHand(out, sandbox, "To inspect the stack:");
      return 1;
    } finally {
      out.flush();
    }
  }

  /** With what is known; without a stack or space on the disk there is no report. */
  private void reportOn(StepFailed failed, Rehearsal rehearsal, Sandbox sandbox)
      throws InterruptedException {
    var out = spec.commandLine().getOut();
    try {
      rehearsal.exportAgain();
      var page = report(rehearsal, rehearsal.results().stoppedBy(failed), sandbox);
      out.println("The report is in " + page);
    } catch (StepFailed | IOException none) {
      out.println("No report was written: " + none.getMessage());
    }
  }

  /** Every rehearsal recreates its sandbox, so what the report saw is kept next to it. */
  private static Path report(Rehearsal rehearsal, Results results, Sandbox sandbox)
      throws IOException {
    var page = sandbox.project().resolveSibling("report.html");
    var seen = page.resolve("../..").normalize().resolve(sandbox.parts().stack() + ".seen.json");
    new ReportFile(page, seen).write(rehearsal.export(), Optional.of(results));
    return Path.of("").toAbsolutePath().relativize(page);
  }

  private static void byHand(PrintWriter out, Sandbox sandbox, String what) {
    out.println();
    out.println(what);
    out.println("  cd " + Path.of("").toAbsolutePath().relativize(sandbox.project()));
    out.println("  . ../env");
    out.println("  pulumi preview --policy-pack policy");
    out.printf(
        "  make -C ../../.. plan STACK=%1$s  # or recover STACK=%1$s%n", sandbox.parts().stack());
  }
}
