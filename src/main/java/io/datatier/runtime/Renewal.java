package io.datatier.runtime;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reconnects a channel before OkHttp would close its connection. OkHttp (1.57.2, AsyncSink) takes
 * each answer to a ping for a frame that still waits to be written, and closes a connection when
 * there are 10,000. The engine pings with nearly every call.
 */
final class Renewal implements ClientInterceptor {

  /** Half of what a connection bears. */
  static final int AFTER = 5_000;

  private final AtomicInteger calls = new AtomicInteger();
  private volatile @Nullable ManagedChannel channel;

  void renews(ManagedChannel built) {
    channel = built;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    var renewed = channel;
    if (renewed != null && calls.incrementAndGet() % AFTER == 0) {
      // Calls under way end on the old connection; this one opens the next.
      renewed.enterIdle();
    }
    return next.newCall(method, options);
  }
}
