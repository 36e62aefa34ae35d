package io.datatier.policy.sdk.wire;

import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import io.datatier.policy.sdk.wire.DeepMessages.Reading;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.ServerCalls.UnaryMethod;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;

/** The calls of the engine, and how their requests are read. */
final class AnalyzerCalls {

  private static final MethodDescriptor<?, RemediateResponse> REMEDIATE =
      AnalyzerGrpc.getRemediateMethod();

  private static final MethodDescriptor<?, AnalyzeResponse> ANALYZE =
      AnalyzerGrpc.getAnalyzeMethod();

  private static final MethodDescriptor<?, AnalyzeResponse> ANALYZE_STACK =
      AnalyzerGrpc.getAnalyzeStackMethod();

  private static final Set<MethodDescriptor<?, ?>> OF_RESOURCES =
      Set.of(REMEDIATE, ANALYZE, ANALYZE_STACK);

  private AnalyzerCalls() {}

  /** The service as a server takes it. */
  static ServerServiceDefinition to(AnalyzerService service) {
    var generated = service.bindService();
    var calls = ServerServiceDefinition.builder(generated.getServiceDescriptor().getName());
    generated.getMethods().stream()
        .filter(it -> !OF_RESOURCES.contains(it.getMethodDescriptor()))
        .forEach(it -> calls.addMethod(deep(it)));
    return calls
        .addMethod(unary(REMEDIATE, ResourceDecoder::request, service::remediate))
        .addMethod(unary(ANALYZE, ResourceDecoder::request, service::analyze))
        .addMethod(unary(ANALYZE_STACK, ResourceDecoder::stackRequest, service::analyzeStack))
        .build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> deep(ServerMethodDefinition<Q, A> generated) {
    var method = generated.getMethodDescriptor();
    var messages = (PrototypeMarshaller<Q>) method.getRequestMarshaller();
    var parser =
        ((MessageLite) Objects.requireNonNull(messages.getMessagePrototype())).getParserForType();
    return call(
        method,
        in -> messages.getMessageClass().cast(parser.parseFrom(in)),
        generated.getServerCallHandler());
  }

  private static <Q, A> ServerMethodDefinition<Q, A> unary(
      MethodDescriptor<?, A> method, Reading<Q> request, UnaryMethod<Q, A> answer) {
    return call(method, request, ServerCalls.asyncUnaryCall(answer));
  }

  private static <Q, A> ServerMethodDefinition<Q, A> call(
      MethodDescriptor<?, A> method, Reading<Q> request, ServerCallHandler<Q, A> handler) {
    var read = method.toBuilder(new Requests<>(request), method.getResponseMarshaller());
    return ServerMethodDefinition.create(read.build(), handler);
  }

  private record Requests<Q>(Reading<Q> reading) implements MethodDescriptor.Marshaller<Q> {

    @Override
    public InputStream stream(Q request) {
      throw new UnsupportedOperationException("a server sends no requests");
    }

    /** In one piece where the length is known, which is unless the message is compressed. */
    private static byte[] bytesOf(InputStream request) throws IOException {
      if (!(request instanceof KnownLength)) {
        return request.readAllBytes();
      }
      var bytes = new byte[request.available()];
      new DataInputStream(request).readFully(bytes);
      return bytes;
    }

    @Override
    public Q parse(InputStream request) {
      try (request) {
        return DeepMessages.read(UnsafeByteOperations.unsafeWrap(bytesOf(request)), reading);
      } catch (IOException malformed) {
        throw Status.INTERNAL
            .withDescription("a message could not be read: " + malformed.getMessage())
            .withCause(malformed)
            .asRuntimeException();
      }
    }
  }
}
