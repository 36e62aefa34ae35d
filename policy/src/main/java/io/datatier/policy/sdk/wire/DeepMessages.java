package io.datatier.policy.sdk.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads deeply nested messages. protobuf-java stops at a hundred nested messages, and a level of
 * properties takes three, so a Kubernetes resource definition's schema would fail the call and the
 * deployment. Go, on the engine's side, allows ten thousand.
 */
final class DeepMessages {

  /** Some six hundred levels of properties. */
  private static final int DEEPEST = 2_000;

  /**
   * The thread stack that this needs, including a rule that walks down. Memory is committed only as
   * it is used.
   */
  static final long STACK = 64L * 1024 * 1024;

  private DeepMessages() {}

  /** The service, reading its requests in this way. */
  static ServerServiceDefinition of(BindableService service) {
    var plain = service.bindService();
    var deep = ServerServiceDefinition.builder(plain.getServiceDescriptor().getName());
    plain.getMethods().forEach(method -> deep.addMethod(deepened(method)));
    return deep.build();
  }

  /** Reads one message. */
  static <T> T parse(Parser<T> parser, InputStream bytes) throws InvalidProtocolBufferException {
    var input = CodedInputStream.newInstance(bytes);
    input.setRecursionLimit(DEEPEST);
    input.setSizeLimit(Integer.MAX_VALUE);
    return parser.parseFrom(input);
  }

  private static <Q, A> ServerMethodDefinition<Q, A> deepened(ServerMethodDefinition<Q, A> method) {
    var plain = method.getMethodDescriptor();
    var marshaller = (PrototypeMarshaller<Q>) plain.getRequestMarshaller();
    return ServerMethodDefinition.create(
        plain.toBuilder(new Deep<>(marshaller), plain.getResponseMarshaller()).build(),
        method.getServerCallHandler());
  }

  private record Deep<T>(PrototypeMarshaller<T> plain) implements MethodDescriptor.Marshaller<T> {

    @Override
    public InputStream stream(T value) {
      return plain.stream(value);
    }

    @Override
    public T parse(InputStream stream) {
      var prototype = Objects.requireNonNull(plain.getMessagePrototype());
      try (stream) {
        var message = DeepMessages.parse(((MessageLite) prototype).getParserForType(), stream);
        return plain.getMessageClass().cast(message);
      } catch (IOException malformed) {
        throw Status.INTERNAL
            .withDescription("a message could not be read: " + malformed.getMessage())
            .withCause(malformed)
            .asRuntimeException();
      }
    }
  }
}
