package io.datatier.proof;

import io.datatier.proof.cli.Faults;
import io.datatier.proof.cli.UntilInterrupted;
import io.datatier.proof.experiment.Experiment;
import io.datatier.proof.experiment.Experiments;
import io.datatier.proof.experiment.Failover;
import io.datatier.proof.experiment.LocalStage;
import io.datatier.proof.experiment.Result;
import io.datatier.proof.experiment.Stage.Order;
import io.datatier.proof.local.Installed;
import io.datatier.proof.report.Machine;
import io.datatier.proof.report.QuietMachine;
import io.datatier.proof.report.RecordedPage;
import io.datatier.proof.report.Report;
import io.datatier.proof.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole proof on a PostgreSQL and a PgBouncer of this machine. */
@Command(
    name = "local",
    description = "Prove the plan on a PostgreSQL and a PgBouncer of this machine (minutes).",
    mixinStandardHelpOptions = true)
final class LocalCommand implements Callable<Integer> {

  /** Of the part of the page that is recorded. */
  private static final String MARK = "measured";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only scenarios whose name contains it; may be repeated.")
  private List<String> only = List.of();

  @Option(names = "--repeat", description = "How often each scenario runs, 1 to 10 (default 1).")
  private int repeat = 1;

  @Option(
      names = "--iterations",
      description =
          "How often a client hashes its password to log in, 1 to 100000. PostgreSQL's own is 4096;"
              + " the default is 1, because hundreds of clients on one machine would spend most"
              + " CPU hashing.")
  private int iterations = 1;

  @Option(names = "--out", description = "Folder for the report (default proof/target/report).")
  private Path out = Path.of("proof/target/report");

  @Option(
      names = "--record",
      description = "Write the tables between the marks of this page, and the chart next to it.")
  private Optional<Path> page = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    var faults = new Faults();
    faults.addUnless("--repeat", repeat, 1, 10);
    faults.addUnless("--iterations", iterations, 1, 100_000);
    if (chosen().isEmpty()) {
      faults.add("--only: there is no scenario %s.".formatted(String.join(", ", only)));
    }
    faults.end(spec);
    try {
      new ReportFolder(out).check();
      if (page.isPresent()) {
        new RecordedPage(page.get()).check(MARK);
        QuietMachine.here().await(this::say);
      }
      var installed = Installed.find(System.getenv());
      var report = UntilInterrupted.run(() -> prove(installed));
      write(report);
      return report.exitCode();
    } catch (Installed.Missing | IOException | SQLException failed) {
      spec.commandLine().getErr().println(failed.getMessage());
      return 2;
    }
  }

  private Report prove(Installed installed) throws IOException, SQLException, InterruptedException {
    var results = new LinkedHashMap<String, Result>();
    Optional<Machine> machine = Optional.empty();
    var failovers = new ArrayList<Failover.Outcome>();
    for (var size : chosen().stream().map(Experiment::maxConnections).distinct().toList()) {
      try (var stage = LocalStage.start(installed, size, iterations)) {
        if (machine.isEmpty()) {
          machine = Optional.of(Machine.of(stage.watched(), installed.poolVersion()));
          stage.run(Experiments.warmUp(), Order.DIRECT_FIRST);
        }
        for (var round = 0; round < repeat; round++) {
          for (var experiment : chosen()) {
            if (experiment.maxConnections() == size) {
              say(experiment.scenario().name());
              results.merge(
                  experiment.scenario().name(),
                  stage.run(experiment, Order.ofRound(round + chosen().indexOf(experiment))),
                  Result::and);
            }
          }
        }
        if (failovers.isEmpty() && only.isEmpty()) {
          for (var failover : Failover.all()) {
            say("failover, borrow timeout " + failover.borrowTimeout().toSeconds() + " s");
            failovers.add(failover.run(stage, 19));
          }
        }
      }
    }
    return new Report(machine.orElseThrow(), List.copyOf(results.values()), failovers);
  }

  private List<Experiment> chosen() {
    return Experiments.all().stream()
        .filter(
            experiment ->
                only.isEmpty() || only.stream().anyMatch(experiment.scenario().name()::contains))
        .toList();
  }

  private void write(Report report) throws IOException {
    spec.commandLine().getOut().println(report.tables());
    new ReportFolder(out).write(report);
    if (page.isPresent()) {
      new RecordedPage(page.get()).record(MARK, report.tables());
      var picture = report.picture();
      if (picture.isPresent()) {
        Files.writeString(page.get().resolveSibling(ReportFolder.PICTURE), picture.get());
      }
    }
    spec.commandLine().getOut().println("Written to " + out);
  }

  private void say(String what) {
    spec.commandLine().getErr().println(what);
    spec.commandLine().getErr().flush();
  }
}
