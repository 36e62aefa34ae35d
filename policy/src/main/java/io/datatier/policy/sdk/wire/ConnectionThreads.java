package io.datatier.policy.sdk.wire;

import io.grpc.internal.SerializingExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One thread for each connection, which reads, judges and writes. gRPC would hand each answer to
 * another thread to write it, which takes a tenth of a call's CPU. npm's @pulumi/policy has one
 * thread as well. While a rule hangs, Ctrl-C ends the run anyway: the engine cancels the call.
 */
final class ConnectionThreads {

  /** What the call that runs has written. */
  private static final ThreadLocal<@Nullable List<Runnable>> WRITTEN = new ThreadLocal<>();

  private final long stack;

  /**
   * @param stack bytes
   */
  ConnectionThreads(long stack) {
    this.stack = stack;
  }

  /** What OkHttp (1.57.2) calls its transport: reads connections, and writes to them. */
  Executor transport() {
    return task -> {
      if (task instanceof SerializingExecutor writes) {
        write(writes);
      } else {
        start(task);
      }
    };
  }

  /** Runs calls. OkHttp writes headers and answer apart; here they leave together, at the end. */
  static Executor calls() {
    return call -> {
      var writes = new ArrayList<Runnable>();
      WRITTEN.set(writes);
      try {
        call.run();
      } finally {
        WRITTEN.remove();
        writes.forEach(Runnable::run);
      }
    };
  }

  private static void write(Runnable writes) {
    var later = WRITTEN.get();
    if (later == null) {
      writes.run();
    } else {
      later.add(writes);
    }
  }

  private void start(Runnable task) {
    var thread = new Thread(null, task, "analyzer", stack);
    thread.setDaemon(true);
    thread.start();
  }
}
