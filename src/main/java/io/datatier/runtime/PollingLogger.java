package io.datatier.runtime;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Pauses whoever logs that it has polled: the runner of com.pulumi 1.36.1. */
final class PollingLogger extends Logger {

  /** What the runner logs once in each round. */
  static final String ROUND = "Remaining tasks ";

  /** Short compared with one resource, and long compared with a round of a small stack. */
  private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  /** What the end of a run may wait for. */
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  /** A round writes out all that is in flight: megabytes with thousands of resources. */
  private static final int PAUSE_BY_ROUND = 10;

  private volatile long resumed = System.nanoTime();
  private volatile long lastPause = SHORTEST_PAUSE;

  private PollingLogger(String runner) {
    super(runner, null);
  }

  /** That of programs and that of their tests on mocks. */
  static List<Logger> all() {
    return List.of(
        new PollingLogger("com.pulumi.deployment.internal.DeploymentImpl"),
        new PollingLogger("com.pulumi.test.internal.PulumiTestInternal"));
  }

  @Override
  public void log(Level level, String message) {
    if (message.startsWith(ROUND)) {
      // Before a run's first round there may have been anything: pauses grow step by step.
      var wanted = Math.min(PAUSE_BY_ROUND * (System.nanoTime() - resumed), 2 * lastPause);
      lastPause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, wanted));
      LockSupport.parkNanos(lastPause);
      resumed = System.nanoTime();
    }
    super.log(level, message);
  }
}
