package io.datatier.proof.experiment;

import io.datatier.proof.load.CallTable;
import io.datatier.proof.load.Target;
import java.time.Duration;

/** A database and a pool that were there before. */
public record ExistingServers(Target direct, Target pooled, CallTable table) implements Stage {

  @Override
  public Target watched() {
    return direct;
  }

  @Override
  public Duration settled() {
    return Duration.ofSeconds(1);
  }

  @Override
  public boolean isWatchedByClient() {
    return true;
  }

  /** No more than the load itself needs: the pool is others' too. */
  @Override
  public int warmed(Experiment experiment) {
    return Math.min(experiment.pool(), experiment.scenario().held());
  }

  @Override
  public Target openPool(Experiment experiment) {
    return pooled;
  }

  @Override
  public void closePool() {
    // It is not ours.
  }

  @Override
  public void close() {
    // Nor is the database.
  }
}
