package io.datatier.proof;

import io.datatier.proof.Stage.Order;
import io.datatier.proof.load.Arrivals;
import io.datatier.proof.load.CallTable;
import io.datatier.proof.load.Credentials;
import io.datatier.proof.load.Scenario;
import io.datatier.proof.load.Scenario.Kind;
import io.datatier.proof.load.Scenario.Times;
import io.datatier.proof.load.Target;
import io.datatier.proof.login.IamTokens;
import io.datatier.proof.login.Password;
import io.datatier.proof.login.SecretOfUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
      "The user needs the right to create the table datatier_proof, which is dropped at the end."
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
          "The authorities of both certificates, in PEM: those of RDS and of Amazon. By default"
              + " those that Java trusts.")
  private Optional<Path> authority = Optional.empty();

  @ArgGroup(multiplicity = "1")
  private Login login = new Login();

  /** How clients log in; exactly one of them. */
  private static final class Login {

    @Option(
        names = "--password-env",
        paramLabel = "NAME",
        description = "The environment variable with the password.")
    private Optional<String> variable = Optional.empty();

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "The file with the password.")
    private Optional<Path> file = Optional.empty();

    @Option(
        names = "--secret",
        paramLabel = "ARN",
        description = "The secret with user and password.")
    private Optional<String> secret = Optional.empty();

    @Option(names = "--iam", description = "A new IAM token for each connection.")
    private boolean iam;
  }

  @Option(
      names = "--clients",
      paramLabel = "N",
      split = ",",
      description = {
        "How many functions come, 1 to 2000, or with --workers how many requests, 1 to 20000; by"
            + " default 100.",
        "Several, as 100,200,400, are measured one after the other and drawn."
      })
  private List<Integer> clients = List.of(100);

  @Option(
      names = "--workers",
      description = "How many workers share the requests, 1 to 2000; by default none.")
  private Optional<Integer> workers = Optional.empty();

  @Option(names = "--arrivals", description = "${COMPLETION-CANDIDATES}; by default spread.")
  private Arrivals arrivals = Arrivals.SPREAD;

  @Option(
      names = "--over",
      paramLabel = "MS",
      description = "In which time they come; by default 2000.")
  private int over = 2_000;

  @Option(
      names = "--hold",
      paramLabel = "MS",
      description = "How long a function keeps its connection; by default 3000.")
  private int hold = 3_000;

  @Option(
      names = "--database-time",
      paramLabel = "MS",
      description = "How long a transaction takes in the database; by default 50.")
  private int databaseTime = 50;

  @Option(names = "--random-times", description = "Let that time vary, as the plan has it.")
  private boolean random;

  @Option(
      names = "--pool-percent",
      description = "The pool's share of max_connections, 1 to 100; by default 90.")
  private int poolPercent = 90;

  @Option(
      names = "--repeat",
      description = "How often: 1 to 10, by default 2. Every second time the proxy comes first.")
  private int repeat = 2;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the report is written, also as JSON and SVG; by default nowhere.")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    if (repeat < 1 || repeat > 10 || poolPercent < 1 || poolPercent > 100) {
      throw new ParameterException(
          spec.commandLine(), "--repeat must be 1 to 10, --pool-percent 1 to 100");
    }
    try {
      return measure(clients.stream().map(this::scenario).toList());
    } catch (IllegalArgumentException unlawful) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(unlawful.getMessage()), unlawful);
    } catch (IOException | SQLException | SdkException failed) {
      spec.commandLine().getErr().println(failed.getMessage());
      return 2;
    }
  }

  private Scenario scenario(int number) {
    return new Scenario(
        workers.isPresent() ? number + " requests" : number + " clients",
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

  private int measure(List<Scenario> scenarios)
      throws IOException, SQLException, InterruptedException {
    var stage = new OwnStage(target(direct), target(pooled));
    var report = UntilInterrupted.run(() -> measure(scenarios, stage));
    spec.commandLine().getOut().println(report.tables());
    for (var target : List.of(stage.direct(), stage.pooled())) {
      tokens(target).ifPresent(spec.commandLine().getOut()::println);
    }
    if (out.isPresent()) {
      new ReportFolder(out.get()).write(report);
    }
    return report.agrees() ? 0 : 1;
  }

  private Report measure(List<Scenario> scenarios, OwnStage stage)
      throws IOException, SQLException, InterruptedException {
    var machine = Machine.of(stage.direct(), pooled);
    var maxConnections = maxConnections(stage.direct());
    try {
      var results = new ArrayList<Result>();
      for (var scenario : scenarios) {
        results.add(
            measure(new Experiment(scenario, maxConnections, poolPercent, BORROW_TIMEOUT), stage));
      }
      return new Report(machine, results, List.of());
    } finally {
      dropTable(stage.direct());
    }
  }

  /** What came of the measurement, figures or a failure, counts for more than a table. */
  private void dropTable(Target database) {
    try {
      CallTable.drop(database);
    } catch (SQLException left) {
      spec.commandLine().getErr().println(left.getMessage());
    }
  }

  private Result measure(Experiment experiment, OwnStage stage)
      throws IOException, SQLException, InterruptedException {
    var result = stage.run(experiment, Order.ofRound(0));
    for (var round = 1; round < repeat; round++) {
      result = result.and(stage.run(experiment, Order.ofRound(round)));
    }
    return result;
  }

  private static Optional<String> tokens(Target target) {
    return target.credentials() instanceof IamTokens tokens
        ? Optional.of(tokens.summary())
        : Optional.empty();
  }

  private static int maxConnections(Target target) throws SQLException {
    try (var connection = target.connect(true);
        var statement = connection.createStatement();
        var result = statement.executeQuery("SHOW max_connections")) {
      result.next();
      return result.getInt(1);
    }
  }

  private Target target(String hostAndPort) throws IOException {
    var parts = hostAndPort.split(":", 2);
    var port = parts.length == 1 ? 5432 : Integer.parseInt(parts[1]);
    return new Target(parts[0], port, database, credentials(parts[0], port), authority);
  }

  private Credentials credentials(String host, int port) throws IOException {
    if (login.secret.isPresent()) {
      return SecretOfUser.read(login.secret.get());
    }
    var name = user.orElseThrow(() -> new IllegalArgumentException("--user is missing"));
    if (login.iam) {
      return new IamTokens(host, port, name);
    }
    if (login.file.isPresent()) {
      return new Password(name, Files.readString(login.file.get()).strip());
    }
    var variable = login.variable.orElse("");
    return new Password(
        name,
        Objects.requireNonNullElseGet(
            System.getenv(variable),
            () -> {
              throw new IllegalArgumentException("the variable " + variable + " is not set");
            }));
  }
}
