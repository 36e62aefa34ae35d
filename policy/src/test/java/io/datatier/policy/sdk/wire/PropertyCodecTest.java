package io.datatier.policy.sdk.wire;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.Value;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Bool;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Marked;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Numeric;
import io.datatier.policy.sdk.PropertyValue.Output;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The signatures and sentinels are written out: they are the engine's, and never change. */
final class PropertyCodecTest {

  private static final ByteString TEXT = ByteString.copyFromUtf8("new");

  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
  private static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
  private static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
  private static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
  private static final String REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
  private static final String BYTES = "803fd3297a5875dc03ca845dda5d2a98";

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value object(Map<String, Value> fields) {
    return Value.newBuilder().setStructValue(Struct.newBuilder().putAllFields(fields)).build();
  }

  private static Value marked(String signature, Map<String, Value> fields) {
    return object(
        Struct.newBuilder()
            .putAllFields(fields)
            .putFields(SIGNATURE, text(signature))
            .build()
            .getFieldsMap());
  }

  static Stream<Arguments> forms() {
    var list = ListValue.newBuilder().addValues(text("a")).addValues(text("b"));
    var hash = text("0a1b");
    return Stream.of(
        Arguments.of(Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build(), new Null()),
        Arguments.of(Value.newBuilder().setBoolValue(true).build(), new Bool(true)),
        Arguments.of(Value.newBuilder().setNumberValue(-0.5).build(), new Numeric(-0.5)),
        Arguments.of(
            Value.newBuilder().setNumberValue(Double.NaN).build(), new Numeric(Double.NaN)),
        Arguments.of(text(""), new Text("")),
        Arguments.of(text("a"), new Text("a")),
        Arguments.of(
            Value.newBuilder().setListValue(list).build(),
            new Elements(List.of(new Text("a"), new Text("b")))),
        Arguments.of(object(Map.of("k", text("v"))), PropertyValue.of(Map.of("k", "v"))),
        Arguments.of(object(Map.of()), Fields.NONE),
        unknown("1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", Unknown.Kind.BOOL),
        unknown("3eeb2bf0-c639-47a8-9e75-3b44932eb421", Unknown.Kind.NUMBER),
        unknown("04da6b54-80e4-46f7-96ec-b56ff0331ba9", Unknown.Kind.TEXT),
        unknown("6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", Unknown.Kind.LIST),
        unknown("030794c1-ac77-496b-92df-f27374a8bd58", Unknown.Kind.ASSET),
        unknown("e48ece36-62e2-4504-bad9-02848725956a", Unknown.Kind.ARCHIVE),
        unknown("dd056dcd-154b-4c76-9bd3-c8f88648b5ff", Unknown.Kind.OBJECT),
        Arguments.of(
            text("04da6b54-80e4-46f7-96ec-b56ff0331ba9 and more"),
            new Text("04da6b54-80e4-46f7-96ec-b56ff0331ba9 and more")),
        Arguments.of(marked(SECRET, Map.of("value", text("s"))), new Secret(new Text("s"))),
        Arguments.of(
            marked(SECRET, Map.of("value", marked(SECRET, Map.of("value", text("s"))))),
            new Secret(new Secret(new Text("s")))),
        Arguments.of(marked(SECRET, Map.of()), new Marked(SECRET, Fields.NONE)),
        Arguments.of(
            marked(SECRET, Map.of("value", text("s"), "more", text("m"))),
            new Marked(SECRET, PropertyValue.fields(Map.of("value", "s", "more", "m")))),
        Arguments.of(marked(OUTPUT, Map.of()), new Output(Fields.NONE)),
        Arguments.of(
            marked(
                OUTPUT,
                Map.of(
                    "value",
                    text("v"),
                    "dependencies",
                    Value.newBuilder().setListValue(list).build())),
            new Output(
                PropertyValue.fields(Map.of("value", "v", "dependencies", List.of("a", "b"))))),
        Arguments.of(
            marked(ASSET, Map.of("hash", hash, "text", text(""))),
            new Marked(ASSET, PropertyValue.fields(Map.of("hash", "0a1b", "text", "")))),
        Arguments.of(
            marked(
                ARCHIVE,
                Map.of(
                    "hash",
                    hash,
                    "assets",
                    object(Map.of("a.txt", marked(ASSET, Map.of("path", text("p"))))))),
            new Marked(
                ARCHIVE,
                PropertyValue.fields(
                    Map.of(
                        "hash",
                        "0a1b",
                        "assets",
                        Map.of(
                            "a.txt",
                            new Marked(ASSET, PropertyValue.fields(Map.of("path", "p")))))))),
        Arguments.of(
            marked(REFERENCE, Map.of("urn", text("u"), "id", text(""))),
            new Marked(REFERENCE, PropertyValue.fields(Map.of("urn", "u", "id", "")))),
        Arguments.of(
            marked(BYTES, Map.of("value", text("gA=="))),
            new Marked(BYTES, PropertyValue.fields(Map.of("value", "gA==")))),
        Arguments.of(
            marked("a signature of tomorrow", Map.of("x", text("y"))),
            new Marked("a signature of tomorrow", PropertyValue.fields(Map.of("x", "y")))),
        Arguments.of(
            object(Map.of(SIGNATURE, Value.newBuilder().setNumberValue(1).build())),
            PropertyValue.of(Map.of(SIGNATURE, 1))));
  }

  private static Arguments unknown(String sentinel, Unknown.Kind kind) {
    return Arguments.of(text(sentinel), new Unknown(kind));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void reads_every_form_and_writes_it_back_as_it_was(Value wire, PropertyValue value) {
    assertEquals(value, decoded(wire));
    assertEquals(wire, PropertyCodec.encode(value));
  }

  private static @Nullable PropertyValue decoded(Value wire) {
    return PropertyCodec.decode(Struct.newBuilder().putFields("it", wire).build())
        .values()
        .get("it");
  }

  @Test
  void reads_whatever_protobuf_reads() {
    var values = new WireValues(20261201, List.of("name", "tags", SIGNATURE));
    for (var times = 0; times < 2_000; times++) {
      var wire = values.any();
      assertEquals(asParsed(wire), decoded(wire), wire::toString);
    }
  }

  /** By way of protobuf's own objects. */
  private static PropertyValue asParsed(Value value) {
    return switch (value.getKindCase()) {
      case BOOL_VALUE -> new Bool(value.getBoolValue());
      case NUMBER_VALUE -> new Numeric(value.getNumberValue());
      case STRING_VALUE -> PropertyCodec.text(value.getStringValue());
      case LIST_VALUE ->
          new Elements(
              value.getListValue().getValuesList().stream()
                  .map(PropertyCodecTest::asParsed)
                  .toList());
      case STRUCT_VALUE -> {
        var fields = new HashMap<String, PropertyValue>();
        value.getStructValue().getFieldsMap().forEach((key, it) -> fields.put(key, asParsed(it)));
        yield PropertyCodec.unwrap(new Fields(fields));
      }
      case NULL_VALUE, KIND_NOT_SET -> new Null();
    };
  }

  @Test
  void passes_over_what_only_a_newer_engine_says_of_a_value() {
    var more =
        UnknownFieldSet.newBuilder()
            .addField(4711, Field.newBuilder().addVarint(1).addLengthDelimited(TEXT).build())
            .build();
    var list = ListValue.newBuilder().addValues(text("a").toBuilder().setUnknownFields(more));
    var struct =
        Struct.newBuilder()
            .putFields("list", Value.newBuilder().setListValue(list.setUnknownFields(more)).build())
            .setUnknownFields(more)
            .build();
    assertEquals(PropertyValue.fields(Map.of("list", List.of("a"))), PropertyCodec.decode(struct));
  }

  @Test
  void refuses_properties_that_are_damaged() {
    var damaged = ByteString.copyFrom(new byte[] {10, 9, 10, 1});
    assertThrows(UncheckedIOException.class, () -> PropertyDecoder.decode(damaged));
  }

  @Test
  void refuses_properties_that_are_nested_too_deep() throws Exception {
    var refused = new FutureTask<>(() -> assertThrows(UncheckedIOException.class, this::nested));
    new Thread(null, refused, "deep", DeepMessages.STACK).start();
    assertEquals(
        "there are more than 2000 messages within each other",
        requireNonNull(refused.get().getCause()).getMessage());
  }

  private void nested() {
    var nested = Value.getDefaultInstance();
    for (var level = 0; level < DeepMessages.DEEPEST / 2; level++) {
      nested = Value.newBuilder().setListValue(ListValue.newBuilder().addValues(nested)).build();
    }
    decoded(nested);
  }
}
