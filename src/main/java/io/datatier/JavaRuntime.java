package io.datatier;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Prepares a JVM newer than 17 for com.pulumi 1.36.1, however the program was started. */
public final class JavaRuntime {

  /** com.pulumi keeps one of them busy while it waits for the program's end. */
  private static final int WORKERS = 4;

  /** Referred to from here, because a log manager forgets loggers that nobody holds. */
  private static final Logger POLLING = new PollingLogger();

  private JavaRuntime() {}

  /**
   * Call this first in {@code main}. Without it, a Pulumi program hangs on JDK 25 if the machine
   * has one or two cores (pulumi-java#2270). If {@code
   * java.util.concurrent.ForkJoinPool.common.parallelism} is set, its value stays; it must be at
   * least 2.
   */
  public static void prepare() {
    addWorkers();
    slowPolling();
    silenceUnsafe();
  }

  /**
   * The system property would come too late under Maven, where the engine starts programs: Maven
   * may have used the pool before.
   */
  private static void addWorkers() {
    var pool = ForkJoinPool.commonPool();
    if (pool.getParallelism() < WORKERS) {
      try {
        ForkJoinPool.class.getMethod("setParallelism", int.class).invoke(pool, WORKERS);
      } catch (NoSuchMethodException e) {
        // Before JDK 19, CompletableFuture starts a thread for each task instead of sharing a small
        // pool.
      } catch (InvocationTargetException e) {
        // The system property is set.
      } catch (IllegalAccessException e) {
        throw new LinkageError("ForkJoinPool.setParallelism is public", e);
      }
    }
  }

  /**
   * com.pulumi 1.36.1 polls for the program's end without a pause, and in each round formats a line
   * for its logger about all that is in flight (DeploymentImpl.DefaultRunner.loopUntilDone): more
   * than half of a small program's CPU time on JDK 21. The logger is the only place to wait in.
   */
  private static void slowPolling() {
    LogManager.getLogManager().addLogger(POLLING);
  }

  /**
   * JDK 24 and later warn about the first library that calls sun.misc.Unsafe: Guava, Netty or
   * Protocol Buffers. The engine would show that to its users, who cannot act on it. The option
   * {@code --sun-misc-unsafe-memory-access} cannot be set in a jar's manifest.
   */
  private static void silenceUnsafe() {
    try {
      var warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
      warned.setAccessible(true);
      warned.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // This JVM never warns, or keeps the fact elsewhere.
    }
  }
}
