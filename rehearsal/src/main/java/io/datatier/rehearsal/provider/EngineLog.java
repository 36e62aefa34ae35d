package io.datatier.rehearsal.provider;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineGrpc.EngineBlockingStub;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

/**
 * Tells the user sentences by way of the engine. What a plugin prints, the engine shows only to
 * those who ask for debug messages (pulumi v3.258.0).
 */
final class EngineLog implements Consumer<String>, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String address;
  private final Consumer<String> otherwise;
  private @Nullable ManagedChannel channel;

  /**
   * The log of an engine.
   *
   * @param address its host and port
   * @param otherwise takes the sentences that no engine takes, for instance because it is ending
   */
  EngineLog(String address, Consumer<String> otherwise) {
    this.address = address;
    this.otherwise = otherwise;
  }

  /** Most runs have nothing to say, and need no connection for it. */
  private synchronized EngineBlockingStub engine() {
    if (channel == null) {
      channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
    }
    return EngineGrpc.newBlockingStub(channel)
        .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void accept(String sentence) {
    var request =
        LogRequest.newBuilder().setSeverity(LogSeverity.INFO).setMessage(sentence).build();
    try {
      var unused = engine().log(request);
    } catch (StatusRuntimeException e) {
      otherwise.accept(sentence);
    }
  }

  @Override
  public synchronized void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }
}
