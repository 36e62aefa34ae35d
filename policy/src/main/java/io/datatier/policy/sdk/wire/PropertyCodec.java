package io.datatier.policy.sdk.wire;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Bool;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Marked;
import io.datatier.policy.sdk.PropertyValue.Numeric;
import io.datatier.policy.sdk.PropertyValue.Output;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Converts properties to and from the engine's wire format, without loss. The constants are those
 * of pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go and resource/sig. Unknown or malformed
 * signatures are kept as they are: an exception would end the deployment.
 */
public final class PropertyCodec {

  /** The key that tells a value of a special form from an object. */
  public static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

  /** The signature of a secret. */
  public static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

  static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

  private static final Map<String, Unknown.Kind> UNKNOWNS =
      Map.of(
          "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", Unknown.Kind.BOOL,
          "3eeb2bf0-c639-47a8-9e75-3b44932eb421", Unknown.Kind.NUMBER,
          "04da6b54-80e4-46f7-96ec-b56ff0331ba9", Unknown.Kind.TEXT,
          "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", Unknown.Kind.LIST,
          "030794c1-ac77-496b-92df-f27374a8bd58", Unknown.Kind.ASSET,
          "e48ece36-62e2-4504-bad9-02848725956a", Unknown.Kind.ARCHIVE,
          "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", Unknown.Kind.OBJECT);

  private static final Map<Unknown.Kind, String> SENTINELS =
      UNKNOWNS.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private PropertyCodec() {}

  static Fields decode(Struct struct) {
    return PropertyDecoder.decode(struct.toByteString());
  }

  /** A text, or what the engine's placeholders for unknown values stand for. */
  public static PropertyValue text(String text) {
    var kind = UNKNOWNS.get(text);
    return kind == null ? new Text(text) : new Unknown(kind);
  }

  /** What an object stands for: itself, or the value of a special form. */
  static PropertyValue unwrap(Fields fields) {
    if (!(fields.values().get(SIGNATURE) instanceof Text signature)) {
      return fields;
    }
    var rest = fields.without(SIGNATURE);
    var value = rest.values().get("value");
    if (signature.value().equals(SECRET) && value != null && rest.values().size() == 1) {
      return new Secret(value);
    } else if (signature.value().equals(OUTPUT)) {
      return new Output(rest);
    }
    return new Marked(signature.value(), rest);
  }

  static Struct encode(Fields fields) {
    var struct = Struct.newBuilder();
    fields.values().forEach((key, value) -> struct.putFields(key, encode(value)));
    return struct.build();
  }

  static Value encode(PropertyValue value) {
    var encoded = Value.newBuilder();
    if (value instanceof Bool bool) {
      encoded.setBoolValue(bool.value());
    } else if (value instanceof Numeric number) {
      encoded.setNumberValue(number.value());
    } else if (value instanceof Text text) {
      encoded.setStringValue(text.value());
    } else if (value instanceof Unknown unknown) {
      encoded.setStringValue(SENTINELS.getOrDefault(unknown.kind(), ""));
    } else if (value instanceof Elements elements) {
      var list = ListValue.newBuilder();
      elements.values().forEach(element -> list.addValues(encode(element)));
      encoded.setListValue(list);
    } else if (value instanceof Fields fields) {
      encoded.setStructValue(encode(fields));
    } else if (value instanceof Secret secret) {
      encoded.setStructValue(marked(SECRET, Fields.NONE.with("value", secret.value())));
    } else if (value instanceof Output output) {
      encoded.setStructValue(marked(OUTPUT, output.fields()));
    } else if (value instanceof Marked form) {
      encoded.setStructValue(marked(form.signature(), form.fields()));
    } else {
      encoded.setNullValue(NullValue.NULL_VALUE);
    }
    return encoded.build();
  }

  private static Struct marked(String signature, Fields fields) {
    return encode(fields.with(SIGNATURE, new Text(signature)));
  }
}
