package io.datatier.proof.experiment;

import io.datatier.proof.load.Arrivals;
import io.datatier.proof.load.Load;
import io.datatier.proof.load.Measurement;
import io.datatier.proof.load.Scenario;
import io.datatier.proof.load.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The local database stopped and started under load.
 *
 * @param scenario functions that come at a steady rate
 * @param stopAfter the start of the load
 * @param down how long the database is away, its own start not counted
 * @param borrowTimeout after which a client of the pool that waits gets an error, in whole seconds
 */
public record Failover(
    Scenario scenario, Duration stopAfter, Duration down, Duration borrowTimeout) {

  /** What clients met. */
  public record Outcome(Failover failover, Duration away, Measurement direct, Measurement pooled) {}

  /**
   * Twenty functions a second; the database is away for three of twelve seconds. Once the pool lets
   * its clients wait for longer, as the guide has it, and once it does not.
   */
  public static List<Failover> all() {
    return Stream.of(Duration.ofMinutes(2), Duration.ofSeconds(1))
        .map(
            timeout ->
                new Failover(
                    Scenario.functions("failover", 240, Duration.ofSeconds(12), Duration.ZERO)
                        .arriving(Arrivals.RATE)
                        .taking(Duration.ofMillis(20)),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(3),
                    timeout))
        .toList();
  }

  /** Does it on both paths, through a pool of {@code connections}. */
  public Outcome run(LocalStage stage, int connections)
      throws IOException, SQLException, InterruptedException {
    var away = new ArrayList<Duration>();
    var direct = measure(stage, stage.direct(), away);
    var pool = stage.pair().openPool(connections, borrowTimeout);
    try (var warm = pool.connect(true);
        var statement = warm.createStatement()) {
      statement.execute("SELECT 1");
      return new Outcome(this, away.get(0), direct, measure(stage, pool, away));
    } finally {
      stage.closePool();
    }
  }

  private Measurement measure(LocalStage stage, Target target, List<Duration> away)
      throws IOException, InterruptedException {
    var executor = Executors.newSingleThreadExecutor();
    try {
      var load = executor.submit(() -> Load.run(scenario, target, stage.table()));
      TimeUnit.NANOSECONDS.sleep(stopAfter.toNanos());
      var stopped = System.nanoTime();
      stage.pair().stopDatabase();
      TimeUnit.NANOSECONDS.sleep(down.toNanos());
      stage.pair().restartDatabase();
      away.add(Duration.ofNanos(System.nanoTime() - stopped));
      var met = load.get();
      return new Measurement(1, met.log(), met.lost(), met.said(), 0, scenario.over(), 0);
    } catch (ExecutionException failed) {
      throw new IOException("The load ended early: " + failed.getCause(), failed);
    } finally {
      executor.shutdownNow();
    }
  }
}
