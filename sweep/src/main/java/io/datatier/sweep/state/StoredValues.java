package io.datatier.sweep.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Bool;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Marked;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Numeric;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.wire.PropertyCodec;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Properties in a deployment. What comes out is what a pack gets after the engine has read the
 * deployment (DeserializePropertyValue), has left out internal keys (FilterProperties) and has sent
 * the rest (propertyrpc.Marshal).
 */
final class StoredValues {

  /** What the engine puts in the place of a secret that it cannot decrypt. */
  static final String REDACTED = "[secret]";

  /** The engine's calls cannot be deeper: the SDK reads some six hundred levels. */
  private static final int DEEPEST = 500;

  private static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
  private static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
  private static final String REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
  private static final String BYTES = "803fd3297a5875dc03ca845dda5d2a98";
  private static final String FLOAT = "8ad145fe-0d11-4827-bfd7-1abcbf086f5c";
  private static final String INTERNAL = "__";

  private StoredValues() {}

  /** An object of properties. */
  static Fields fields(JsonReader in) throws IOException, BadExport {
    var values = object(in, 1);
    values.keySet().removeIf(key -> key.startsWith(INTERNAL));
    return new Fields(values);
  }

  private static PropertyValue value(JsonReader in, int depth) throws IOException, BadExport {
    if (depth > DEEPEST) {
      throw new BadExport("has properties of more than %d levels".formatted(DEEPEST));
    }
    return switch (in.peek()) {
      case BEGIN_OBJECT -> unwrapped(object(in, depth));
      case BEGIN_ARRAY -> list(in, depth);
      case STRING -> PropertyCodec.text(in.nextString());
      case NUMBER -> new Numeric(in.nextDouble());
      case BOOLEAN -> new Bool(in.nextBoolean());
      default -> {
        in.nextNull();
        yield new Null();
      }
    };
  }

  private static Elements list(JsonReader in, int depth) throws IOException, BadExport {
    var values = new ArrayList<PropertyValue>();
    in.beginArray();
    while (in.peek() != JsonToken.END_ARRAY) {
      values.add(value(in, depth + 1));
    }
    in.endArray();
    return new Elements(values);
  }

  private static Map<String, PropertyValue> object(JsonReader in, int depth)
      throws IOException, BadExport {
    var values = new HashMap<String, PropertyValue>();
    in.beginObject();
    while (in.peek() != JsonToken.END_OBJECT) {
      values.put(in.nextName(), value(in, depth + 1));
    }
    in.endObject();
    return values;
  }

  private static PropertyValue unwrapped(Map<String, PropertyValue> values) throws BadExport {
    var signature = values.remove(PropertyCodec.SIGNATURE);
    if (signature == null) {
      values.keySet().removeIf(key -> key.startsWith(INTERNAL));
      return new Fields(values);
    }
    return switch (signature instanceof Text text ? text.value() : "") {
      case PropertyCodec.SECRET -> secret(values);
      case ASSET -> content(ASSET, values, "hash", "text", "path", "uri");
      case ARCHIVE -> content(ARCHIVE, values, "hash", "assets", "path", "uri");
      case REFERENCE -> content(REFERENCE, values, "urn", "id", "packageVersion");
      case BYTES -> bytes(values);
      case FLOAT -> number(values);
      default -> throw new BadExport("has a value of a form that this version does not know");
    };
  }

  private static PropertyValue secret(Map<String, PropertyValue> values) throws BadExport {
    var plain = textOf(values, "plaintext");
    if (plain.isEmpty() == textOf(values, "ciphertext").isEmpty()) {
      throw new BadExport("has a secret that is neither encrypted nor in plain text");
    }
    if (plain.isEmpty()) {
      return new Secret(new Text(REDACTED));
    }
    try (var in = new JsonReader(new StringReader(plain))) {
      var value = value(in, 1);
      return value instanceof Secret ? value : new Secret(value);
    } catch (IOException | IllegalStateException malformed) {
      throw new BadExport("has a secret in plain text that is not JSON");
    }
  }

  private static Marked content(String kind, Map<String, PropertyValue> values, String... names) {
    var kept = new HashMap<String, PropertyValue>();
    for (var name : names) {
      var value = values.get(name);
      if (value != null && !value.equals(new Text("")) && !(value instanceof Null)) {
        kept.put(name, value);
      }
    }
    return new Marked(kind, new Fields(kept));
  }

  /** Only what is not text stays as it is. */
  private static PropertyValue bytes(Map<String, PropertyValue> values) throws BadExport {
    try {
      var bytes = Base64.getDecoder().decode(textOf(values, "value"));
      return PropertyCodec.text(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException noText) {
      return new Marked(BYTES, new Fields(values));
    } catch (IllegalArgumentException malformed) {
      throw new BadExport("has bytes that are not in base64");
    }
  }

  private static PropertyValue number(Map<String, PropertyValue> values) throws BadExport {
    try {
      return new Numeric(
          Double.longBitsToDouble(Long.parseUnsignedLong(textOf(values, "value"), 16)));
    } catch (NumberFormatException malformed) {
      throw new BadExport("has a number that is not in hexadecimal");
    }
  }

  private static String textOf(Map<String, PropertyValue> values, String key) {
    return values.get(key) instanceof Text text ? text.value() : "";
  }
}
