package io.datatier.rehearsal.provider;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values on the wire, written by hand: the tests do not trust the codec that they test. */
public final class TestValues {

  /** A value that is not known yet. */
  public static final Object UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

  private TestValues() {}

  /** A secret. */
  public static Object secret(Object value) {
    return Map.of(SIGNATURE, "1b47061264138c4ac30d75fd1eb44270", "value", value);
  }

  /** An archive of a hash. */
  public static Object archive(String path, String hash) {
    return Map.of(SIGNATURE, "0def7320c3a5731c473e5ecbe6d01bc7", "path", path, "hash", hash);
  }

  /** A reference to a resource. */
  public static Object reference(String urn, String id) {
    return Map.of(SIGNATURE, "5cf8f73096256a8f31e491e813e4eb8e", "urn", urn, "id", id);
  }

  /** An output value with what it depends on. */
  public static Object output(Object value, boolean isSecret) {
    return Map.of(
        SIGNATURE,
        "d0e6a833031e9bbcd3f4e8bde6ca49a4",
        "value",
        value,
        "secret",
        isSecret,
        "dependencies",
        List.of("urn:pulumi:dev::test::a:b:C::d"));
  }

  /** An output value that is not known yet. */
  public static Object unknownOutput() {
    return Map.of(SIGNATURE, "d0e6a833031e9bbcd3f4e8bde6ca49a4");
  }

  static Struct struct(Map<?, ?> values) {
    var struct = Struct.newBuilder();
    values.forEach((name, value) -> struct.putFields(String.valueOf(name), value(value)));
    return struct.build();
  }

  private static Value value(Object value) {
    var wire = Value.newBuilder();
    if (value instanceof String text) {
      wire.setStringValue(text);
    } else if (value instanceof Number number) {
      wire.setNumberValue(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      wire.setBoolValue(flag);
    } else if (value instanceof List<?> list) {
      var items = ListValue.newBuilder();
      list.forEach(each -> items.addValues(value(each)));
      wire.setListValue(items);
    } else if (value instanceof Map<?, ?> map) {
      wire.setStructValue(struct(map));
    } else {
      throw new IllegalArgumentException("no wire form for " + value);
    }
    return wire.build();
  }

  static Map<String, Object> map(Struct struct) {
    var map = new TreeMap<String, Object>();
    struct.getFieldsMap().forEach((name, value) -> map.put(name, object(value)));
    return map;
  }

  private static Object object(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case NUMBER_VALUE -> value.getNumberValue();
      case BOOL_VALUE -> value.getBoolValue();
      case LIST_VALUE ->
          value.getListValue().getValuesList().stream().map(TestValues::object).toList();
      case STRUCT_VALUE -> map(value.getStructValue());
      case NULL_VALUE, KIND_NOT_SET -> throw new IllegalArgumentException("null on the wire");
    };
  }
}
