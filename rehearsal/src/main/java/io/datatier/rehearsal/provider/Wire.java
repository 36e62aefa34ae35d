package io.datatier.rehearsal.provider;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value.KindCase;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The wire form of property values (sdk/go/common/resource/plugin/rpc.go in pulumi/pulumi): unknown
 * values are reserved strings, and an object with a signature field is a special value. Output
 * values lose their dependencies, which a provider does not use.
 */
final class Wire {

  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
  private static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
  private static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
  private static final String RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
  private static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  private static final Set<String> UNKNOWNS =
      Set.of(
          UNKNOWN,
          "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
          "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
          "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
          "030794c1-ac77-496b-92df-f27374a8bd58",
          "e48ece36-62e2-4504-bad9-02848725956a",
          "dd056dcd-154b-4c76-9bd3-c8f88648b5ff");

  private Wire() {}

  static Fields read(Struct struct) {
    var fields = new TreeMap<String, Value>();
    struct
        .getFieldsMap()
        .forEach((name, value) -> read(value).ifPresent(known -> fields.put(name, known)));
    return new Fields(fields);
  }

  private static Optional<Value> read(com.google.protobuf.Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE ->
          Optional.of(
              UNKNOWNS.contains(value.getStringValue())
                  ? Value.unknown()
                  : Value.of(value.getStringValue()));
      case NUMBER_VALUE -> Optional.of(Value.of(value.getNumberValue()));
      case BOOL_VALUE -> Optional.of(Value.of(value.getBoolValue()));
      case LIST_VALUE -> Optional.of(readList(value.getListValue()));
      case STRUCT_VALUE -> readObject(value.getStructValue());
      case NULL_VALUE, KIND_NOT_SET -> Optional.empty();
    };
  }

  private static Value readList(ListValue list) {
    List<Value> values = new ArrayList<>();
    list.getValuesList().forEach(each -> read(each).ifPresent(values::add));
    return new Value.Items(values);
  }

  private static Optional<Value> readObject(Struct struct) {
    var signature = struct.getFieldsMap().get(SIGNATURE);
    if (signature == null || signature.getKindCase() != KindCase.STRING_VALUE) {
      return Optional.of(read(struct));
    }
    return switch (signature.getStringValue()) {
      case SECRET -> inside(struct).map(Value.Secret::new);
      case OUTPUT -> readOutput(struct);
      case ASSET -> Optional.of(opaque(Value.Opaque.Kind.ASSET, struct, "hash"));
      case ARCHIVE -> Optional.of(opaque(Value.Opaque.Kind.ARCHIVE, struct, "hash"));
      case RESOURCE -> Optional.of(readReference(struct));
      default -> throw new IllegalArgumentException("unknown kind of property value on the wire");
    };
  }

  private static Optional<Value> inside(Struct struct) {
    var value = struct.getFieldsMap().get("value");
    return value == null ? Optional.empty() : read(value);
  }

  private static Optional<Value> readOutput(Struct struct) {
    boolean isKnown = struct.containsFields("value");
    boolean isSecret =
        struct.containsFields("secret") && struct.getFieldsOrThrow("secret").getBoolValue();
    var value = isKnown ? inside(struct) : Optional.of(Value.unknown());
    return isSecret ? value.map(Value.Secret::new) : value;
  }

  private static Value readReference(Struct struct) {
    var id = struct.getFieldsMap().get("id");
    boolean isKnown =
        id != null && !id.getStringValue().isEmpty() && !UNKNOWNS.contains(id.getStringValue());
    return isKnown ? opaque(Value.Opaque.Kind.RESOURCE, struct, "id") : Value.unknown();
  }

  private static Value opaque(Value.Opaque.Kind kind, Struct struct, String identity) {
    var wire = verbatim(struct);
    return new Value.Opaque(
        kind, wire.text(identity).orElseGet(() -> String.valueOf(wire.hashCode())), wire);
  }

  /**
   * Keeps nested special values as plain objects, so that {@link #write} restores them unchanged.
   */
  private static Fields verbatim(Struct struct) {
    var fields = new TreeMap<String, Value>();
    struct.getFieldsMap().forEach((name, value) -> fields.put(name, verbatim(value)));
    return new Fields(fields);
  }

  private static Value verbatim(com.google.protobuf.Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> verbatim(value.getStructValue());
      case LIST_VALUE ->
          new Value.Items(
              value.getListValue().getValuesList().stream().map(Wire::verbatim).toList());
      default -> read(value).orElse(Value.of(""));
    };
  }

  static Struct write(Fields fields) {
    var struct = Struct.newBuilder();
    fields.values().forEach((name, value) -> struct.putFields(name, write(value)));
    return struct.build();
  }

  private static com.google.protobuf.Value write(Value value) {
    var wire = com.google.protobuf.Value.newBuilder();
    if (value instanceof Value.Text text) {
      wire.setStringValue(text.value());
    } else if (value instanceof Value.Numeric number) {
      wire.setNumberValue(number.value());
    } else if (value instanceof Value.Flag flag) {
      wire.setBoolValue(flag.value());
    } else if (value instanceof Value.Unknown) {
      wire.setStringValue(UNKNOWN);
    } else if (value instanceof Value.Items items) {
      wire.setListValue(
          ListValue.newBuilder().addAllValues(items.values().stream().map(Wire::write).toList()));
    } else if (value instanceof Fields fields) {
      wire.setStructValue(write(fields));
    } else if (value instanceof Value.Opaque opaque) {
      wire.setStructValue(write(opaque.wire()));
    } else if (value instanceof Value.Secret secret) {
      wire.setStructValue(
          Struct.newBuilder()
              .putAllFields(
                  Map.of(SIGNATURE, write(Value.of(SECRET)), "value", write(secret.value()))));
    } else {
      throw new IllegalArgumentException("cannot be sent: " + value.form());
    }
    return wire.build();
  }
}
