package io.datatier.rehearsal.schema;

import java.util.Map;

/** The type of a property. */
public sealed interface PropertyType {

  /** A string, a number, a flag, or anything at all. */
  enum Simple implements PropertyType {
    TEXT,
    WHOLE_NUMBER,
    NUMBER,
    FLAG,
    ARCHIVE,
    ASSET_OR_ARCHIVE,
    ANY
  }

  /** A list of one element type. */
  record ListOf(PropertyType element) implements PropertyType {}

  /** A map from arbitrary keys to one value type. */
  record MapOf(PropertyType value) implements PropertyType {}

  /** An object with named properties. */
  record ObjectOf(Map<String, Property> properties) implements PropertyType {

    public ObjectOf {
      properties = Map.copyOf(properties);
    }
  }

  /**
   * One property of a resource or of an object in it.
   *
   * @param required whether the program must give it; outputs never are
   */
  record Property(boolean required, PropertyType type) {}

  /** The type's name in messages. */
  default String description() {
    if (this instanceof Simple simple) {
      return switch (simple) {
        case TEXT -> "text";
        case WHOLE_NUMBER -> "a whole number";
        case NUMBER -> "a number";
        case FLAG -> "true or false";
        case ARCHIVE -> "an archive";
        case ASSET_OR_ARCHIVE -> "an asset or an archive";
        case ANY -> "anything";
      };
    }
    return this instanceof ListOf ? "a list" : "an object";
  }
}
