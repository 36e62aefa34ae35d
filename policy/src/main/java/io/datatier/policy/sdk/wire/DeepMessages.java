package io.datatier.policy.sdk.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;

/**
 * Reads deeply nested messages. protobuf-java stops at a hundred nested messages, and a level of
 * properties takes three, so a Kubernetes resource definition's schema would fail the call and the
 * deployment. Go, on the engine's side, allows ten thousand.
 */
final class DeepMessages {

  /** Some six hundred levels of properties. */
  static final int DEEPEST = 2_000;

  /**
   * The thread stack that this needs, including a rule that walks down. Memory is committed only as
   * it is used.
   */
  static final long STACK = 64L * 1024 * 1024;

  private static final int KEY = 1;
  private static final int VALUE = 2;

  private DeepMessages() {}

  /** How messages of one kind are read. */
  interface Reading<T> {
    T from(CodedInputStream in) throws IOException;

    /** As protobuf reads them. */
    static <T> Reading<T> by(Parser<T> parser) {
      return parser::parseFrom;
    }
  }

  /** Reads one message. What it holds as bytes is not copied out of these. */
  static <T> T read(ByteString message, Reading<T> reading) throws IOException {
    var in = message.newCodedInput();
    in.setRecursionLimit(DEEPEST);
    in.enableAliasing(true);
    return reading.from(in);
  }

  /** Reads the message that is the value of a field. */
  static <T> T readWithin(CodedInputStream in, Reading<T> reading) throws IOException {
    var outer = in.pushLimit(in.readRawVarint32());
    var message = reading.from(in);
    in.popLimit(outer);
    return message;
  }

  /**
   * Reads an entry of a map with texts for keys; protobuf encodes it as a message of two fields.
   */
  static <V> Map.Entry<String, V> readEntry(CodedInputStream in, V absent, Reading<V> value)
      throws IOException {
    var key = "";
    var read = absent;
    for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case KEY -> key = in.readStringRequireUtf8();
        case VALUE -> read = value.from(in);
        default -> in.skipField(tag);
      }
    }
    return Map.entry(key, read);
  }
}
