package io.datatier.proof.experiment;

import io.datatier.proof.load.CallTable;
import io.datatier.proof.load.Target;
import io.datatier.proof.local.Installed;
import io.datatier.proof.local.LocalPair;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** The local pair. */
public record LocalStage(LocalPair pair, CallTable table) implements Stage {

  public static LocalStage start(Installed installed, int maxConnections, int iterations)
      throws IOException, SQLException, InterruptedException {
    var pair = LocalPair.start(installed, maxConnections, iterations);
    try (var connection = pair.direct().connect(true)) {
      return new LocalStage(pair, CallTable.create(connection));
    } catch (SQLException failed) {
      pair.close();
      throw failed;
    }
  }

  @Override
  public Target direct() {
    return pair.direct();
  }

  @Override
  public Target watched() {
    return pair.watched();
  }

  /** No one else has sessions here: those of clients who left end in a while. */
  @Override
  public Duration settled() {
    return Duration.ofSeconds(10);
  }

  @Override
  public boolean isWatchedByClient() {
    return false;
  }

  @Override
  public int warmed(Experiment experiment) {
    return experiment.pool();
  }

  @Override
  public Target openPool(Experiment experiment) throws IOException, InterruptedException {
    return pair.openPool(experiment.pool(), experiment.borrowTimeout());
  }

  @Override
  public void closePool() {
    pair.closePool();
  }

  @Override
  public void close() {
    pair.close();
  }
}
