package io.datatier.rehearsal.schema;

import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.PropertyPath.Step;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type of a property. */
public sealed interface PropertyType {

  /** A string, a number, a flag, or anything at all. */
  enum Simple implements PropertyType {
    TEXT("text"),
    WHOLE_NUMBER("a whole number"),
    NUMBER("a number"),
    FLAG("true or false"),
    ARCHIVE("an archive"),
    ASSET_OR_ARCHIVE("an asset or an archive"),
    ANY("anything");

    private final String description;

    Simple(String description) {
      this.description = description;
    }

    @Override
    public String description() {
      return description;
    }

    @Override
    public Optional<Value> zero() {
      return switch (this) {
        case TEXT -> Optional.of(Value.of(""));
        case WHOLE_NUMBER, NUMBER -> Optional.of(Value.of(0));
        case FLAG -> Optional.of(Value.of(false));
        case ARCHIVE, ASSET_OR_ARCHIVE, ANY -> Optional.empty();
      };
    }

    @Override
    public Optional<PropertyType> at(Step step) {
      return this == ANY ? Optional.of(ANY) : Optional.empty();
    }

    @Override
    public void check(String path, Value value, Conformance found) {
      if (!admits(value)) {
        found.mismatch(path, this, value);
      }
    }

    private boolean admits(Value value) {
      return switch (this) {
        case TEXT -> value.text().isPresent();
        case WHOLE_NUMBER -> value instanceof Value.Numeric number && number.isWhole();
        case NUMBER, FLAG, ARCHIVE -> value.form().equals(description);
        case ASSET_OR_ARCHIVE ->
            value instanceof Value.Opaque opaque && opaque.kind() != Value.Opaque.Kind.RESOURCE;
        case ANY -> true;
      };
    }
  }

  /** A list of one element type. */
  record ListOf(PropertyType element) implements PropertyType {

    @Override
    public String description() {
      return "a list";
    }

    @Override
    public Optional<Value> zero() {
      return Optional.of(new Value.Items(List.of()));
    }

    @Override
    public Optional<PropertyType> at(Step step) {
      return step instanceof Step.Index ? Optional.of(element) : Optional.empty();
    }

    @Override
    public void check(String path, Value value, Conformance found) {
      if (value instanceof Value.Items items) {
        for (int i = 0; i < items.values().size(); i++) {
          found.value(path + "[" + i + "]", element, items.values().get(i));
        }
      } else {
        found.mismatch(path, this, value);
      }
    }
  }

  /** A map from arbitrary keys to one value type. */
  record MapOf(PropertyType value) implements PropertyType {

    @Override
    public Optional<Value> zero() {
      return Optional.of(Fields.NONE);
    }

    @Override
    public Optional<PropertyType> at(Step step) {
      return step instanceof Step.Name ? Optional.of(value) : Optional.empty();
    }

    @Override
    public void check(String path, Value given, Conformance found) {
      if (given instanceof Fields fields) {
        fields.values().forEach((key, each) -> found.value(path + "[" + key + "]", value, each));
      } else {
        found.mismatch(path, this, given);
      }
    }
  }

  /** An object with named properties. */
  record ObjectOf(Map<String, Property> properties) implements PropertyType {

    public ObjectOf {
      properties = Map.copyOf(properties);
    }

    @Override
    public Optional<PropertyType> at(Step step) {
      return step instanceof Step.Name name
          ? Optional.ofNullable(properties.get(name.name())).map(Property::type)
          : Optional.empty();
    }

    @Override
    public void check(String path, Value value, Conformance found) {
      if (value instanceof Fields fields) {
        found.object(path, path, this, fields);
      } else {
        found.mismatch(path, this, value);
      }
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
    return "an object";
  }

  /** What Terraform's data sources return where AWS says nothing; empty if that is nothing. */
  default Optional<Value> zero() {
    return Optional.empty();
  }

  /** The type one step further inside; empty if there is none. */
  Optional<PropertyType> at(Step step);

  /** Checks a value, and what is in it. */
  void check(String path, Value value, Conformance found);
}
