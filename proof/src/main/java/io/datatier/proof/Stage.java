package io.datatier.proof;

import io.datatier.proof.load.CallTable;
import io.datatier.proof.load.Load;
import io.datatier.proof.load.Measurement;
import io.datatier.proof.load.Scenario;
import io.datatier.proof.load.Target;
import io.datatier.proof.load.Watch;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Where experiments are done: a database, directly and behind a pool. */
interface Stage extends AutoCloseable {

  /** The database. */
  Target direct();

  /** The database, for whoever counts its sessions. */
  Target watched();

  /** The pool, ready for an experiment. */
  Target openPool(Experiment experiment) throws IOException, InterruptedException;

  /** Ends the pool where it is ours to end. */
  void closePool();

  @Override
  void close();

  /** Does an experiment on one path after the other. */
  default Result run(Experiment experiment) throws IOException, SQLException, InterruptedException {
    var scenario = experiment.scenario();
    try (var connection = direct().connect(scenario.tls())) {
      CallTable.create(connection);
    }
    Watch.awaitQuiet(watched(), direct().credentials().user(), scenario.tls());
    var direct = measure(scenario, direct());
    var pool = openPool(experiment);
    try {
      warm(experiment, pool);
      return new Result(experiment, direct, measure(scenario, pool));
    } finally {
      closePool();
    }
  }

  private Measurement measure(Scenario scenario, Target target)
      throws SQLException, InterruptedException {
    try (var watch = Watch.open(watched(), target.credentials().user(), scenario.tls())) {
      var start = System.nanoTime();
      var met = Load.run(scenario, target);
      var last =
          met.log().stream()
              .map(attempt -> attempt.arrival().plus(attempt.total()))
              .max(Duration::compareTo)
              .orElseGet(() -> Duration.ofNanos(System.nanoTime() - start));
      return new Measurement(1, met.log(), met.lost(), watch.peak(), last, watch.busy());
    }
  }

  /** Lets the pool open all its connections: a pool that runs has them. */
  private static void warm(Experiment experiment, Target pool)
      throws IOException, InterruptedException {
    var executor = Executors.newFixedThreadPool(experiment.pool());
    try {
      var tasks = new ArrayList<Callable<Void>>();
      for (var number = 0; number < experiment.pool(); number++) {
        tasks.add(
            () -> {
              try (var connection = pool.connect(experiment.scenario().tls());
                  var statement = connection.createStatement()) {
                statement.execute("SELECT pg_sleep(0.3)");
              }
              return null;
            });
      }
      for (var done : executor.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException("The pool does not answer: " + failed.getCause(), failed);
    } finally {
      executor.shutdownNow();
    }
  }
}
