package io.datatier.config;

import com.google.gson.JsonElement;
import java.util.Optional;
import java.util.stream.Stream;

/** A value, or in its place an object with keys. */
public record ValueOrObject(Value value, Group object) implements Form {

  @Override
  public Optional<Object> read(JsonElement given, Place place) {
    return given.isJsonObject() ? object.read(given, place) : value.read(given, place);
  }

  @Override
  public Optional<Object> absent(Place place) {
    return value.absent(place);
  }

  @Override
  public Stream<Key> below(String path) {
    return object.below(path);
  }

  @Override
  public <T> T accept(FormVisitor<T> visitor) {
    return visitor.either(this);
  }
}
