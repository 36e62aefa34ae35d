package io.datatier.rehearsal.value;

import java.util.List;
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
  record Text(String value) implements Value {}

  /** A number; the wire has no integers. */
  record Numeric(double value) implements Value {

    /** Whether it is a whole number. */
    public boolean isWhole() {
      return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE;
    }
  }

  /** A boolean. */
  record Flag(boolean value) implements Value {}

  /** A list. */
  record Items(List<Value> values) implements Value {

    public Items {
      values = List.copyOf(values);
    }
  }

  /** Unknown until the resource that computes it has been created. */
  record Unknown() implements Value {}

  /** A value that Pulumi encrypts in state. */
  record Secret(Value value) implements Value {}

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
      ASSET,
      ARCHIVE,
      RESOURCE
    }
  }

  /** What the account stores instead of secrets and file contents. */
  record Fingerprint(String digest) implements Value {}

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
    if (this instanceof Text) {
      return "text";
    } else if (this instanceof Numeric) {
      return "a number";
    } else if (this instanceof Flag) {
      return "true or false";
    } else if (this instanceof Items) {
      return "a list";
    } else if (this instanceof Fields) {
      return "an object";
    } else if (this instanceof Opaque opaque) {
      return switch (opaque.kind()) {
        case ASSET -> "an asset";
        case ARCHIVE -> "an archive";
        case RESOURCE -> "a resource";
      };
    }
    return "hidden";
  }

  /** Whether it contains no unknown value. */
  default boolean isKnown() {
    return this instanceof Secret secret
        ? secret.value().isKnown()
        : !(this instanceof Unknown) && children().allMatch(Value::isKnown);
  }

  /** The elements of a list, the values of an object; none of any other value. */
  default Stream<Value> children() {
    if (this instanceof Items items) {
      return items.values().stream();
    }
    return this instanceof Fields fields ? fields.values().values().stream() : Stream.of();
  }

  /** This value with its children changed. */
  default Value mapped(UnaryOperator<Value> change) {
    if (this instanceof Items items) {
      return new Items(items.values().stream().map(change).toList());
    }
    return this instanceof Fields fields ? fields.mapped(change) : this;
  }
}
