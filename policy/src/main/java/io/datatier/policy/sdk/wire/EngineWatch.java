package io.datatier.policy.sdk.wire;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;

/**
 * Detects the end of the engine. The Java language host does not end the JVM that it started
 * (pulumi-java 1.21.2, RunPlugin), so a pack keeps a connection to the engine's server and ends
 * when it is lost.
 */
final class EngineWatch {

  private final ManagedChannel engine;
  private final Runnable onGone;

  private EngineWatch(ManagedChannel engine, Runnable onGone) {
    this.engine = engine;
    this.onGone = onGone;
  }

  /** Watches the engine at this host and port. */
  static EngineWatch of(String address, Runnable onGone) {
    // A proxy configured for Maven must not come between engine and pack.
    var channel =
        OkHttpChannelBuilder.forTarget(address)
            .usePlaintext()
            .proxyDetector(target -> null)
            .build();
    var watch = new EngineWatch(channel, onGone);
    watch.look();
    return watch;
  }

  void close() {
    engine.shutdownNow();
  }

  /** Retries an idle or lost connection; only if the engine refuses it is the engine gone. */
  private void look() {
    var state = engine.getState(true);
    if (state == ConnectivityState.TRANSIENT_FAILURE) {
      onGone.run();
    } else if (state != ConnectivityState.SHUTDOWN) {
      engine.notifyWhenStateChanged(state, this::look);
    }
  }
}
