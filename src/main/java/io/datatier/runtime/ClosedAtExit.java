package io.datatier.runtime;

import io.grpc.ManagedChannel;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Closes channels when the JVM exits. The threads that read from their sockets are in native code,
 * and {@code System.exit} waits 0.3 seconds for such threads (JDK 17, vmOperations.cpp,
 * VM_Exit::wait_for_threads_in_native_to_block).
 */
final class ClosedAtExit {

  /** Calls under way may end. After Ctrl-C the engine answers none. */
  private static final int MILLISECONDS = 100;

  /** Weak, as one JVM may run many programs. */
  private static final Set<ManagedChannel> CHANNELS =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  static {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(ClosedAtExit::close, "engine-channels"));
    } catch (IllegalStateException exiting) {
      // It ends anyway, a moment later.
    }
  }

  private ClosedAtExit() {}

  static void add(ManagedChannel channel) {
    CHANNELS.add(channel);
  }

  private static void close() {
    var open = List.copyOf(CHANNELS);
    open.forEach(ManagedChannel::shutdown);
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLISECONDS);
    try {
      for (var channel : open) {
        var unusedEnd = channel.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      open.forEach(ManagedChannel::shutdownNow);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
