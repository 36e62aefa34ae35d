package io.datatier.policy.sdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A property as the engine sends it. Reading and writing it back preserves every form of value.
 * Rules read it through {@link ValueView}.
 */
public sealed interface PropertyValue {

  /** Pulumi's null; a rule reads it as absent. */
  record Null() implements PropertyValue {}

  /** A boolean. */
  record Bool(boolean value) implements PropertyValue {

    @Override
    public String description() {
      return "a boolean";
    }

    @Override
    public String asText() {
      return Boolean.toString(value);
    }
  }

  /** A number; the engine has only doubles. */
  record Numeric(double value) implements PropertyValue {

    @Override
    public String description() {
      return "a number";
    }

    @Override
    public String asText() {
      var whole = value == Math.rint(value) && Math.abs(value) < 1e15;
      return whole ? Long.toString((long) value) : Double.toString(value);
    }
  }

  /** A text. */
  record Text(String value) implements PropertyValue {

    @Override
    public String description() {
      return "a text";
    }

    @Override
    public String asText() {
      return value;
    }
  }

  /** A list. */
  record Elements(List<PropertyValue> values) implements PropertyValue {
    public Elements {
      values = List.copyOf(values);
    }

    @Override
    public String description() {
      return "a list";
    }

    @Override
    public Collection<PropertyValue> children() {
      return values;
    }
  }

  /** An object, in the order of its keys. */
  record Fields(Map<String, PropertyValue> values) implements PropertyValue {
    public static final Fields NONE = new Fields(Map.of());

    public Fields {
      // Found by hash, for rules look up far more than they walk through.
      var ordered = new LinkedHashMap<String, PropertyValue>();
      values.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEachOrdered(field -> ordered.put(field.getKey(), field.getValue()));
      values = Collections.unmodifiableMap(ordered);
    }

    @Override
    public String description() {
      return "an object";
    }

    @Override
    public Collection<PropertyValue> children() {
      return values.values();
    }

    /** This object with a field set. */
    public Fields with(String key, PropertyValue value) {
      var changed = new HashMap<>(values);
      changed.put(key, value);
      return new Fields(changed);
    }

    /** This object without a field. */
    public Fields without(String key) {
      var changed = new HashMap<>(values);
      changed.remove(key);
      return new Fields(changed);
    }
  }

  /**
   * A value that only the update knows; the engine sends its kind.
   *
   * @param form of a text of which a part is unknown: the text with {@link #PART} in its place; or
   *     empty
   */
  record Unknown(Kind kind, String form) implements PropertyValue {

    /** Stands for an unknown part of a text, and in no text by itself. */
    public static final String PART = "\uFFFC";

    /** A value of which nothing is known. */
    public Unknown(Kind kind) {
      this(kind, "");
    }

    /** The kinds that the engine tells apart (pulumi/pulumi, sdk/go/common/resource/plugin). */
    public enum Kind {
      BOOL,
      NUMBER,
      TEXT,
      LIST,
      OBJECT,
      ASSET,
      ARCHIVE
    }
  }

  /** A value that must not be shown. */
  record Secret(PropertyValue value) implements PropertyValue {

    @Override
    public PropertyValue bare() {
      return value.bare();
    }

    @Override
    public boolean isSecret() {
      return true;
    }
  }

  /** A value with its metadata: unknown, secret, dependencies. */
  record Output(Fields fields) implements PropertyValue {

    /** The value, or null while it is unknown. */
    public @Nullable PropertyValue value() {
      return fields.values().get("value");
    }

    @Override
    public PropertyValue bare() {
      var value = value();
      return value == null ? new Unknown(Unknown.Kind.TEXT) : value.bare();
    }

    @Override
    public boolean isSecret() {
      var value = value();
      return new Bool(true).equals(fields.values().get("secret"))
          || (value != null && value.isSecret());
    }
  }

  /**
   * A value that the engine marks with another signature: an asset, an archive, a resource
   * reference, a byte string, or a form newer than this SDK. It is kept unchanged.
   */
  record Marked(String signature, Fields fields) implements PropertyValue {}

  /** The value without what keeps it secret, and without metadata. */
  default PropertyValue bare() {
    return this;
  }

  /** Whether it, and not only a part of it, must not be shown. */
  default boolean isSecret() {
    return false;
  }

  /** The elements of a list, the values of an object; none of any other value. */
  default Collection<PropertyValue> children() {
    return List.of();
  }

  /** What it is, in messages. */
  default String description() {
    return "an asset or a reference";
  }

  /** A text; a number or a boolean as one, as in providers; or null. */
  default @Nullable String asText() {
    return null;
  }

  /**
   * The value of plain Java data: null, Boolean, Number, CharSequence, List, Map, or a {@code
   * PropertyValue}, which stays itself.
   *
   * @throws IllegalArgumentException for anything else
   */
  static PropertyValue of(@Nullable Object data) {
    if (data == null) {
      return new Null();
    } else if (data instanceof PropertyValue value) {
      return value;
    } else if (data instanceof Boolean bool) {
      return new Bool(bool);
    } else if (data instanceof Number number) {
      return new Numeric(number.doubleValue());
    } else if (data instanceof CharSequence text) {
      return new Text(text.toString());
    } else if (data instanceof List<?> list) {
      var values = new ArrayList<PropertyValue>();
      list.forEach(element -> values.add(of(element)));
      return new Elements(values);
    } else if (data instanceof Map<?, ?> map) {
      return fields(map);
    }
    throw new IllegalArgumentException(
        "a property is a Boolean, Number, String, List or Map, not " + data.getClass().getName());
  }

  /** The object of plain Java data; see {@link #of}. */
  static Fields fields(Map<?, ?> map) {
    var values = new HashMap<String, PropertyValue>();
    map.forEach((key, value) -> values.put(String.valueOf(key), of(value)));
    return new Fields(values);
  }
}
