package io.datatier.rehearsal.value;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A property value. There is no null: the wire's null becomes an absent value. */
public sealed interface Value
    permits Fields,
        Value.Text,
        Value.Numeric,
        Value.Flag,
        Value.Items,
        Value.Unknown,
        Value.Secret,
        Value.Opaque,
        Value.Fingerprint {

  /** A string. */
  record Text(String value) implements Value {

    @Override
    public String form() {
      return "text";
    }

    @Override
    public Optional<String> text() {
      return Optional.of(value);
    }

    @Override
    public JsonElement toJson() {
      return new JsonPrimitive(value);
    }
  }

  /** A number; the wire has no integers. */
  record Numeric(double value) implements Value {

    /** Whether it is a whole number. */
    public boolean isWhole() {
      return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE;
    }

    @Override
    public String form() {
      return "a number";
    }

    @Override
    public JsonElement toJson() {
      var exact = BigDecimal.valueOf(value);
      return new JsonPrimitive(isWhole() ? exact.setScale(0) : exact);
    }
  }

  /** A boolean. */
  record Flag(boolean value) implements Value {

    @Override
    public String form() {
      return "true or false";
    }

    @Override
    public JsonElement toJson() {
      return new JsonPrimitive(value);
    }
  }

  /** A list. */
  record Items(List<Value> values) implements Value {

    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String form() {
      return "a list";
    }

    @Override
    public boolean isKnown() {
      return values.stream().allMatch(Value::isKnown);
    }

    @Override
    public Stream<Value> children() {
      return values.stream();
    }

    @Override
    public Value mapped(UnaryOperator<Value> change) {
      return new Items(values.stream().map(change).toList());
    }

    @Override
    public JsonElement toJson() {
      var array = new JsonArray();
      values.forEach(each -> array.add(each.toJson()));
      return array;
    }
  }

  /** Unknown until the resource that computes it has been created. */
  record Unknown() implements Value {

    @Override
    public boolean isKnown() {
      return false;
    }
  }

  /** A value that Pulumi encrypts in state. */
  record Secret(Value value) implements Value {

    @Override
    public boolean isKnown() {
      return value.isKnown();
    }
  }

  /**
   * An asset, an archive or a resource reference: returned exactly as it came. Only its identity is
   * read.
   *
   * @param identity the content's hash, or the referenced resource's id
   * @param wire every field of the wire form
   */
  record Opaque(Kind kind, String identity, Fields wire) implements Value {

    /** What it is. */
    public enum Kind {
      ASSET("an asset"),
      ARCHIVE("an archive"),
      RESOURCE("a resource");

      private final String words;

      Kind(String words) {
        this.words = words;
      }
    }

    @Override
    public String form() {
      return kind.words;
    }

    @Override
    public Optional<String> text() {
      return kind == Kind.RESOURCE ? Optional.of(identity) : Optional.empty();
    }
  }

  /** What the account stores instead of secrets and file contents. */
  record Fingerprint(String digest) implements Value {

    static final String KEY = "$fingerprint";

    @Override
    public JsonElement toJson() {
      var object = new JsonObject();
      object.addProperty(KEY, digest);
      return object;
    }
  }

  /** A string value. */
  static Value of(String value) {
    return new Text(value);
  }

  /** A number value. */
  static Value of(double value) {
    return new Numeric(value);
  }

  /** A boolean value. */
  static Value of(boolean value) {
    return new Flag(value);
  }

  /** A list of strings. */
  static Value of(List<String> values) {
    return new Items(values.stream().map(Value::of).toList());
  }

  /** The unknown value. */
  static Value unknown() {
    return new Unknown();
  }

  /** The kind of value, for messages. */
  default String form() {
    return "hidden";
  }

  /** A known string, or the id of a known resource; empty for every other value. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /** Whether it contains no unknown value. */
  default boolean isKnown() {
    return true;
  }

  /** The elements of a list, the values of an object; none of any other value. */
  default Stream<Value> children() {
    return Stream.of();
  }

  /** This value with its children changed. */
  default Value mapped(UnaryOperator<Value> change) {
    return this;
  }

  /**
   * The JSON of this value.
   *
   * @throws IllegalArgumentException if it contains a value that exists only on the wire
   */
  default JsonElement toJson() {
    throw new IllegalArgumentException("the account keeps no value that is " + form());
  }
}
