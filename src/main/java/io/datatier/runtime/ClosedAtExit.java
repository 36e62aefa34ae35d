package io.datatier.runtime;

import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a channel when the JVM exits. Its thread that reads from the socket is in native code, and
 * {@code System.exit} waits 0.3 seconds for such threads (JDK 17, vmOperations.cpp,
 * VM_Exit::wait_for_threads_in_native_to_block).
 */
final class ClosedAtExit {

  /** Calls under way may end. After Ctrl-C the engine answers none. */
  private static final int MILLISECONDS = 100;

  private ClosedAtExit() {}

  static void add(ManagedChannel channel) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(channel), "engine-channel"));
    } catch (IllegalStateException exiting) {
      channel.shutdownNow();
    }
  }

  private static void close(ManagedChannel channel) {
    try {
      if (!channel.shutdown().awaitTermination(MILLISECONDS, TimeUnit.MILLISECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
