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
 * Shows messages to the user through the engine, which hides a plugin's own output unless debug
 * messages are on (pulumi v3.258.0).
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
   * @param otherwise receives the messages that the engine does not accept, for example during
   *     shutdown
   */
  EngineLog(String address, Consumer<String> otherwise) {
    this.address = address;
    this.otherwise = otherwise;
  }

  /** Most runs have no messages, and so need no connection. */
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
