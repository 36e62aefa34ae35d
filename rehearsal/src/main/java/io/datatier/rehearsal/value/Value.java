package io.datatier.rehearsal.value;

import java.util.List;

/**
 * One property value. Absence is the absence of the value: the wire's null becomes no value at all.
 */
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

  /** A number; the wire knows no integers. */
  record Numeric(double value) implements Value {

    /** Whether it could be an integer property. */
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

  /** Known only after the resource that gives it has been created. */
  record Unknown() implements Value {}

  /** A value that Pulumi encrypts in state. */
  record Secret(Value value) implements Value {}

  /**
   * An asset, an archive or a resource reference: handed back exactly as it came, and never looked
   * into, save for the identity.
   *
   * @param identity the content's hash, or the referenced resource's id
   * @param wire every field of the wire form
   */
  record Opaque(Kind kind, String identity, Fields wire) implements Value {

    /** What stands behind it. */
    public enum Kind {
      ASSET,
      ARCHIVE,
      RESOURCE
    }
  }

  /** What the account keeps in place of secrets and of file contents. */
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

  /** The value that is not known yet. */
  static Value unknown() {
    return new Unknown();
  }

  /** How the value's form is called in messages. */
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

  /** Whether nothing inside is unknown. */
  default boolean isKnown() {
    if (this instanceof Items items) {
      return items.values().stream().allMatch(Value::isKnown);
    } else if (this instanceof Fields fields) {
      return fields.values().values().stream().allMatch(Value::isKnown);
    } else if (this instanceof Secret secret) {
      return secret.value().isKnown();
    }
    return !(this instanceof Unknown);
  }
}
