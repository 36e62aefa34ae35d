package io.datatier.proof.experiment;

import io.datatier.proof.load.CallTable;
import io.datatier.proof.load.Load;
import io.datatier.proof.load.Measurement;
import io.datatier.proof.load.Sessions;
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
public interface Stage extends AutoCloseable {

  /** Which path is measured first: what the first leaves behind must not always meet the second. */
  enum Order {
    DIRECT_FIRST,
    POOL_FIRST;

    public static Order ofRound(int round) {
      return round % 2 == 0 ? DIRECT_FIRST : POOL_FIRST;
    }
  }

  /** The database. */
  Target direct();

  /** The database, for whoever counts its sessions. */
  Target watched();

  /** The table that clients write to. */
  CallTable table();

  /** How long the number of sessions has to stay the same to be that of others who stay. */
  Duration settled();

  /** Whether the one who counts sessions takes a place from clients. */
  boolean isWatchedByClient();

  /** The pool, ready for an experiment. */
  Target openPool(Experiment experiment) throws IOException, InterruptedException;

  /** How many connections the pool opens before clients come: one that is in use has them. */
  int warmed(Experiment experiment);

  /** Ends the pool where it is ours to end. */
  void closePool();

  @Override
  void close();

  /** Does an experiment on one path after the other. */
  default Result run(Experiment experiment, Order order)
      throws IOException, SQLException, InterruptedException {
    if (order == Order.POOL_FIRST) {
      var pooled = pooled(experiment);
      var before = before(experiment);
      return new Result(experiment, before, directly(experiment, before), pooled);
    }
    var before = before(experiment);
    var direct = directly(experiment, before);
    return new Result(experiment, before, direct, pooled(experiment));
  }

  private Sessions before(Experiment experiment) throws SQLException, InterruptedException {
    var others =
        Watch.awaitQuiet(
            watched(), direct().credentials().user(), experiment.scenario().tls(), settled());
    return new Sessions(others.all() + (isWatchedByClient() ? 1 : 0), others.ofUser());
  }

  private Measurement directly(Experiment experiment, Sessions before)
      throws SQLException, InterruptedException {
    return measure(experiment, direct(), before.ofUser());
  }

  private Measurement pooled(Experiment experiment)
      throws IOException, SQLException, InterruptedException {
    var pool = openPool(experiment);
    try {
      warm(experiment, pool);
      return measure(experiment, pool, 0);
    } finally {
      closePool();
    }
  }

  private Measurement measure(Experiment experiment, Target target, int others)
      throws SQLException, InterruptedException {
    var scenario = experiment.scenario();
    try (var watch = Watch.open(watched(), target.credentials().user(), scenario.tls())) {
      var start = System.nanoTime();
      var met = Load.run(scenario, target, table());
      var last =
          met.log().stream()
              .map(attempt -> attempt.arrival().plus(attempt.total()))
              .max(Duration::compareTo)
              .orElseGet(() -> Duration.ofNanos(System.nanoTime() - start));
      return new Measurement(
          1,
          met.log(),
          met.lost(),
          met.said(),
          Math.max(0, watch.peak() - others),
          last,
          watch.busy());
    }
  }

  private void warm(Experiment experiment, Target pool) throws IOException, InterruptedException {
    var connections = warmed(experiment);
    var executor = Executors.newFixedThreadPool(connections);
    try {
      var tasks = new ArrayList<Callable<Void>>();
      for (var number = 0; number < connections; number++) {
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
