package io.datatier.policy.sdk.wire;

import io.grpc.internal.SerializingExecutor;
import java.util.concurrent.Executor;

/**
 * One thread for each connection, which reads, judges and writes. gRPC would hand each answer to
 * another thread to write it, which takes a tenth of a call's CPU. npm's @pulumi/policy has one
 * thread as well. While a rule hangs, Ctrl-C ends the run all the same: the engine cancels the
 * call.
 *
 * @param stack bytes
 */
record ConnectionThreads(long stack) implements Executor {

  @Override
  public void execute(Runnable task) {
    // What OkHttp (1.57.2, AsyncSink) has to write to a connection.
    if (task instanceof SerializingExecutor writes) {
      writes.run();
    } else {
      var thread = new Thread(null, task, "analyzer", stack);
      thread.setDaemon(true);
      thread.start();
    }
  }
}
