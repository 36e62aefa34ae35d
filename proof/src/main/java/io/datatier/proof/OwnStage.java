package io.datatier.proof;

import io.datatier.proof.load.Target;

/** A database and a pool that were there before. */
record OwnStage(Target direct, Target pooled) implements Stage {

  @Override
  public Target watched() {
    return direct;
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
