package io.datatier.runtime;

import static java.util.Objects.requireNonNull;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.ReflectableMarshaller;
import io.grpc.Status;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

/**
 * Answers com.pulumi's messages for debugging in place of the engine, which would drop them. They
 * are four for each resource: three quarters of all calls of a program (1.36.1).
 */
final class WithoutDebugMessages implements ClientInterceptor {

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return method.getRequestMarshaller() instanceof ReflectableMarshaller<Q> messages
            && messages.getMessageClass().equals(LogRequest.class)
        ? new Log<>(method, options, next)
        : next.newCall(method, options);
  }

  /** One message; only with it is known whether the engine is called. */
  private static final class Log<Q, A> extends ClientCall<Q, A> {

    private final MethodDescriptor<Q, A> method;
    private final CallOptions options;
    private final Channel channel;
    private @Nullable Listener<A> listener;
    private @Nullable Metadata headers;
    private @Nullable ClientCall<Q, A> sent;
    private int requested;

    private Log(MethodDescriptor<Q, A> method, CallOptions options, Channel channel) {
      this.method = method;
      this.options = options;
      this.channel = channel;
    }

    @Override
    public void start(Listener<A> answers, Metadata metadata) {
      listener = answers;
      headers = metadata;
    }

    @Override
    public void request(int messages) {
      if (sent == null) {
        requested += messages;
      } else {
        sent.request(messages);
      }
    }

    @Override
    public void sendMessage(Q message) {
      if (((LogRequest) message).getSeverity() != LogSeverity.DEBUG) {
        var call = channel.newCall(method, options);
        call.start(requireNonNull(listener), requireNonNull(headers));
        call.request(requested);
        call.sendMessage(message);
        sent = call;
      }
    }

    @Override
    public void halfClose() {
      if (sent == null) {
        // An empty message is encoded in no bytes.
        var answers = requireNonNull(listener);
        answers.onMessage(method.parseResponse(InputStream.nullInputStream()));
        answers.onClose(Status.OK, new Metadata());
      } else {
        sent.halfClose();
      }
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {
      if (sent != null) {
        sent.cancel(message, cause);
      }
    }
  }
}
