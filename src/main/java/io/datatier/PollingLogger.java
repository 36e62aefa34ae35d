package io.datatier;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Pauses whoever logs that it has polled: the runner of com.pulumi 1.36.1. */
final class PollingLogger extends Logger {

  private static final String RUNNER = "com.pulumi.deployment.internal.DeploymentImpl";

  /** What the runner logs once in each round. */
  static final String ROUND = "Remaining tasks ";

  /** Short beside the time of one resource, and long beside that of a round. */
  private static final long PAUSE_MILLIS = 5;

  PollingLogger() {
    super(RUNNER, null);
  }

  @Override
  public void log(Level level, String message) {
    if (message.startsWith(ROUND)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
    super.log(level, message);
  }
}
