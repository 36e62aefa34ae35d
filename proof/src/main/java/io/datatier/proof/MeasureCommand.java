package io.datatier.proof;

import io.datatier.proof.cli.Address;
import io.datatier.proof.cli.Faults;
import io.datatier.proof.cli.LoginOptions;
import io.datatier.proof.cli.OptionFile;
import io.datatier.proof.cli.UntilInterrupted;
import io.datatier.proof.experiment.ExistingServers;
import io.datatier.proof.experiment.Experiment;
import io.datatier.proof.experiment.Result;
import io.datatier.proof.experiment.Stage.Order;
import io.datatier.proof.load.Arrivals;
import io.datatier.proof.load.CallTable;
import io.datatier.proof.load.Scenario;
import io.datatier.proof.load.Scenario.Kind;
import io.datatier.proof.load.Scenario.Times;
import io.datatier.proof.load.Sessions;
import io.datatier.proof.load.Target;
import io.datatier.proof.report.Machine;
import io.datatier.proof.report.Report;
import io.datatier.proof.report.ReportFolder;
import io.datatier.text.Phrases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** A database and a proxy of the user's own. */
@Command(
    name = "measure",
    description = {
      "Measure a database and a pool of your own, side by side.",
      "The user needs the privilege to create a table: each run creates its own, datatier_proof_"
          + " and twelve digits, and drops it afterwards.",
      "Exit code: 0 if the plan was right, 1 if it was not, 2 if that is undecided."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MeasureCommand implements Callable<Integer> {

  /** RDS Proxy's own default; it decides nothing here, as the pool is the user's. */
  private static final Duration BORROW_TIMEOUT = Duration.ofMinutes(2);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--direct",
      required = true,
      paramLabel = "HOST[:PORT]",
      description = "The database.")
  private String direct = "";

  @Option(
      names = "--pooled",
      required = true,
      paramLabel = "HOST[:PORT]",
      description = "The proxy.")
  private String pooled = "";

  @Option(names = "--database", required = true, description = "The database's name.")
  private String database = "";

  @Option(names = "--user", description = "The database user; not with --secret.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "CA certificates (PEM) of the database (RDS) and the proxy (Amazon). Default: Java's"
              + " trust store.")
  private Optional<Path> authority = Optional.empty();

  @ArgGroup(multiplicity = "1")
  private LoginOptions login = new LoginOptions();

  @Option(
      names = "--clients",
      paramLabel = "N",
      split = ",",
      description = {
        "Number of functions, 1 to 2000, or with --workers of requests, 1 to 20000 (default 100).",
        "A list such as 100,200,400 is measured in turn and charted."
      })
  private List<Integer> clients = List.of(100);

  @Option(
      names = "--workers",
      description = "Number of workers that share the requests, 1 to 2000 (default: none).")
  private Optional<Integer> workers = Optional.empty();

  @Option(names = "--arrivals", description = "${COMPLETION-CANDIDATES} (default spread).")
  private Arrivals arrivals = Arrivals.SPREAD;

  @Option(
      names = "--over",
      paramLabel = "MS",
      description = "Milliseconds over which clients arrive (default 2000).")
  private int over = 2_000;

  @Option(
      names = "--hold",
      paramLabel = "MS",
      description = "How long a function keeps its connection (default 3000).")
  private int hold = 3_000;

  @Option(
      names = "--database-time",
      paramLabel = "MS",
      description = "How long a transaction takes in the database (default 50).")
  private int databaseTime = 50;

  @Option(names = "--random-times", description = "Vary that time randomly, as the plan assumes.")
  private boolean random;

  @Option(
      names = "--pool-percent",
      description = "The pool's share of max_connections, 1 to 100 (default 90).")
  private int poolPercent = 90;

  @Option(
      names = "--repeat",
      description = "Number of runs, 1 to 10 (default 2). Every second run starts with the proxy.")
  private int repeat = 2;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Folder for the report, also as JSON and SVG; not written by default.")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    var faults = new Faults();
    check(faults);
    var database = address("--direct", direct, faults);
    var pool = address("--pooled", pooled, faults);
    faults.end(spec);
    if (database.orElseThrow().isSameAs(pool.orElseThrow())) {
      faults.add(
          "--pooled is %s, and so is --direct: nothing would be measured through a pool."
              .formatted(pooled));
    }
    faults.end(spec);
    try {
      if (out.isPresent()) {
        new ReportFolder(out.get()).check();
      }
      return measure(
          clients.stream().map(this::scenario).toList(),
          target(database.orElseThrow()),
          target(pool.orElseThrow()));
    } catch (IllegalArgumentException unlawful) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(unlawful.getMessage()), unlawful);
    } catch (IOException | SQLException | SdkException failed) {
      spec.commandLine().getErr().println(failed.getMessage());
      return 2;
    }
  }

  private void check(Faults faults) {
    login.check(user, faults);
    clients.forEach(
        number ->
            faults.addUnless(
                "--clients",
                number,
                1,
                workers.isPresent() ? Scenario.MOST_REQUESTS : Scenario.MOST_CONNECTIONS));
    workers.ifPresent(
        number -> faults.addUnless("--workers", number, 1, Scenario.MOST_CONNECTIONS));
    faults.addUnless("--over", over, 0, Scenario.LONGEST.toMillis());
    faults.addUnless("--hold", hold, 0, Scenario.LONGEST.toMillis());
    faults.addUnless("--database-time", databaseTime, 0, Scenario.LONGEST.toMillis());
    faults.addUnless("--pool-percent", poolPercent, 1, 100);
    faults.addUnless("--repeat", repeat, 1, 10);
  }

  private static Optional<Address> address(String option, String given, Faults faults) {
    var address = Address.of(given);
    if (address.isEmpty()) {
      faults.add(
          "%s is %s; give HOST or HOST:PORT, an IPv6 address in brackets."
              .formatted(option, given));
    }
    return address;
  }

  private Scenario scenario(int number) {
    return new Scenario(
        Phrases.count(number, workers.isPresent() ? "request" : "client"),
        workers.isPresent() ? Kind.WORKERS : Kind.FUNCTIONS,
        number,
        workers.orElse(number),
        arrivals,
        Duration.ofMillis(over),
        Duration.ofMillis(hold),
        Duration.ofMillis(databaseTime),
        random ? Times.RANDOM : Times.FIXED,
        true);
  }

  private int measure(List<Scenario> scenarios, Target database, Target pool)
      throws IOException, SQLException, InterruptedException {
    var report = UntilInterrupted.run(() -> report(scenarios, database, pool));
    spec.commandLine().getOut().println(report.tables());
    for (var target : List.of(database, pool)) {
      target.credentials().summary().ifPresent(spec.commandLine().getOut()::println);
    }
    if (out.isPresent()) {
      new ReportFolder(out.get()).write(report);
    }
    return report.exitCode();
  }

  private Report report(List<Scenario> scenarios, Target database, Target pool)
      throws IOException, SQLException, InterruptedException {
    var machine = Machine.of(database, pooled);
    var maxConnections = maxConnections(database);
    var experiments =
        scenarios.stream()
            .map(it -> new Experiment(it, maxConnections, poolPercent, BORROW_TIMEOUT))
            .toList();
    // What has no plan is refused before it is a load.
    experiments.forEach(experiment -> experiment.prediction(Sessions.NONE));
    var table = create(database);
    try {
      var stage = new ExistingServers(database, pool, table);
      var results = new ArrayList<Result>();
      for (var experiment : experiments) {
        results.add(measure(experiment, stage));
      }
      return new Report(machine, results, List.of());
    } finally {
      drop(table, database);
    }
  }

  private static CallTable create(Target database) throws SQLException {
    try (var connection = database.connect(true)) {
      return CallTable.create(connection);
    }
  }

  /** What came of the measurement, figures or a failure, counts for more than a table. */
  private void drop(CallTable table, Target database) {
    try {
      table.drop(database);
    } catch (SQLException left) {
      spec.commandLine().getErr().println(left.getMessage());
    }
  }

  private Result measure(Experiment experiment, ExistingServers stage)
      throws IOException, SQLException, InterruptedException {
    var result = stage.run(experiment, Order.ofRound(0));
    for (var round = 1; round < repeat; round++) {
      result = result.and(stage.run(experiment, Order.ofRound(round)));
    }
    return result;
  }

  private static int maxConnections(Target target) throws SQLException {
    try (var connection = target.connect(true);
        var statement = connection.createStatement();
        var result = statement.executeQuery("SHOW max_connections")) {
      result.next();
      return result.getInt(1);
    }
  }

  private Target target(Address address) throws IOException {
    if (authority.isPresent()) {
      new OptionFile("--ca", authority.get()).check();
    }
    return new Target(
        address.host(), address.port(), this.database, login.of(address, user), authority);
  }
}
