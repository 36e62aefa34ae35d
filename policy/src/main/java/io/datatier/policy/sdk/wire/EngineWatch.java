package io.datatier.policy.sdk.wire;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;

/**
 * Tells when the engine has gone. The Java language host does not end the JVM that it has started
 * (pulumi-java 1.21.2, RunPlugin), so a pack must see for itself: it holds a connection to the
 * engine's own server and takes its loss for the end.
 */
final class EngineWatch {

  private final ManagedChannel engine;
  private final Runnable onGone;

  private EngineWatch(ManagedChannel engine, Runnable onGone) {
    this.engine = engine;
    this.onGone = onGone;
  }

  /** Watches the engine at this host and port. */
  static void of(String address, Runnable onGone) {
    // A proxy that somebody's Maven is told to use has no business between engine and pack.
    var channel =
        ManagedChannelBuilder.forTarget(address)
            .usePlaintext()
            .proxyDetector(target -> null)
            .build();
    new EngineWatch(channel, onGone).look();
  }

  /** An idle or lost connection is tried again; only an engine that refuses it has gone. */
  private void look() {
    var state = engine.getState(true);
    if (state == ConnectivityState.TRANSIENT_FAILURE || state == ConnectivityState.SHUTDOWN) {
      onGone.run();
    } else {
      engine.notifyWhenStateChanged(state, this::look);
    }
  }
}
