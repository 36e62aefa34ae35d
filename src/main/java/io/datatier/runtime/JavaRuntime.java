package io.datatier.runtime;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Prepares a JVM for com.pulumi 1.36.1, however the program was started. */
public final class JavaRuntime {

  /** com.pulumi keeps one of them busy while it waits for the program's end. */
  private static final int WORKERS = 4;

  private static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";

  /** Referred to from here, because a log manager drops loggers that nothing refers to. */
  private static final List<Logger> POLLING = PollingLogger.all();

  private JavaRuntime() {}

  /**
   * Call this first in {@code main}. Without it, a Pulumi program hangs on JDK 25 if the machine
   * has one or two cores (pulumi-java#2270). If {@value #PARALLELISM} is set, its value stays; it
   * must be at least 2.
   */
  public static void prepare() {
    addWorkers();
    slowPolling();
    silenceUnsafe();
  }

  /**
   * Before JDK 19 a running pool cannot be changed, and CompletableFuture starts a thread for each
   * task instead of sharing a small pool: a fifth of the CPU time of a stack of 100 functions.
   * Later the system property would come too late under Maven, which may have used the pool before.
   */
  private static void addWorkers() {
    try {
      var setParallelism = ForkJoinPool.class.getMethod("setParallelism", int.class);
      var pool = ForkJoinPool.commonPool();
      if (pool.getParallelism() < WORKERS) {
        setParallelism.invoke(pool, WORKERS);
      }
    } catch (NoSuchMethodException e) {
      if (Runtime.getRuntime().availableProcessors() <= WORKERS) {
        System.getProperties().putIfAbsent(PARALLELISM, Integer.toString(WORKERS));
      }
    } catch (InvocationTargetException e) {
      // The system property is set.
    } catch (IllegalAccessException e) {
      throw new LinkageError("ForkJoinPool.setParallelism is public", e);
    }
  }

  /**
   * com.pulumi 1.36.1 polls for the program's end without a pause, and in each round formats a line
   * for its logger about all that is in flight (DeploymentImpl.DefaultRunner.loopUntilDone): more
   * than half of a small program's CPU time on JDK 21. The logger is the only place to wait in.
   */
  private static void slowPolling() {
    POLLING.forEach(LogManager.getLogManager()::addLogger);
  }

  /**
   * JDK 24 and later warn about the first library that calls sun.misc.Unsafe: Guava or Protocol
   * Buffers. The engine would show that to its users, who cannot act on it. The option {@code
   * --sun-misc-unsafe-memory-access} cannot be set in a jar's manifest.
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
