package io.datatier;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Pauses whoever logs that it has polled: the runner of com.pulumi 1.36.1. */
final class PollingLogger extends Logger {

  /** What the runner logs once in each round. */
  static final String ROUND = "Remaining tasks ";

  /** Short beside the time of one resource, and long beside that of a round of a small stack. */
  private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  /** What the end of a run may wait for. */
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  /** A round writes out all that is in flight: megabytes with thousands of resources. */
  private static final int PAUSE_BY_ROUND = 10;

  private final AtomicLong resumed = new AtomicLong(System.nanoTime());

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
      var round = System.nanoTime() - resumed.get();
      LockSupport.parkNanos(
          Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, PAUSE_BY_ROUND * round)));
      resumed.set(System.nanoTime());
    }
    super.log(level, message);
  }
}
