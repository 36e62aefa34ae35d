package io.datatier.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A position in the configuration while it is read. */
final class Place {

  private final ConfigReading reading;
  private final String path;
  private final String prefix;
  private final Optional<JsonElement> given;
  private final Optional<Part> part;
  private final int order;

  private Place(
      ConfigReading reading,
      String path,
      String prefix,
      Optional<JsonElement> given,
      Optional<Part> part) {
    this.reading = reading;
    this.path = path;
    this.prefix = prefix;
    this.given = given;
    this.part = part;
    this.order = reading.next();
  }

  /** The position of the keys of {@code namespace}. */
  static Place root(ConfigReading reading, String namespace) {
    return new Place(reading, namespace, namespace + ":", Optional.empty(), Optional.empty());
  }

  Place key(String name, Optional<JsonElement> value) {
    return new Place(reading, prefix + name, prefix + name + ".", value, Optional.empty());
  }

  Place element(int index, JsonElement value) {
    var name = path + "[" + index + "]";
    return new Place(reading, name, name + ".", Optional.of(value), Optional.empty());
  }

  /** The position of {@code part}, whose value {@code object} may give. */
  Place key(Part part, JsonObject object) {
    var name = prefix + part.name();
    var value = Optional.ofNullable(object.get(part.name())).filter(it -> !it.isJsonNull());
    var place = new Place(reading, name, name + ".", value, Optional.of(part));
    return part.annotation(Unless.class)
        .filter(it -> value.isPresent() && reading.isGiven(it.given()))
        .map(it -> place.refused(it))
        .orElse(place);
  }

  private Place refused(Unless unless) {
    if (unless.except().length == 0) {
      refuse(unless.refuses());
      return new Place(reading, path, prefix, Optional.empty(), part);
    }
    if (!given.orElseThrow().isJsonObject()) {
      return this;
    }
    var allowed = new JsonObject();
    var all = given.orElseThrow().getAsJsonObject();
    all.asMap()
        .forEach(
            (name, value) -> {
              if (Arrays.asList(unless.except()).contains(name) || !isKey(name)) {
                allowed.add(name, value);
              } else if (!value.isJsonNull()) {
                key(name, Optional.of(value)).refuse(unless.refuses());
              }
            });
    return new Place(reading, path, prefix, Optional.of(allowed), part);
  }

  private boolean isKey(String name) {
    return part.flatMap(it -> it.form().section())
        .filter(it -> it.names().contains(name))
        .isPresent();
  }

  Optional<JsonElement> given() {
    return given;
  }

  Optional<String> purpose() {
    return part.flatMap(Part::purpose);
  }

  Object context(String name) {
    return reading.context(name);
  }

  Frame frame() {
    return reading.frame(this);
  }

  /** Checks the rules of the type of the value at this position. */
  void judge(Class<?> type, Object value) {
    if (!Rules.of(type).isEmpty()) {
      var frame = new Frame(this);
      Forms.components(type).forEach(it -> frame.put(it.getName(), Records.get(it, value)));
      judge(type, frame);
    }
  }

  void judge(Class<?> type, Frame frame) {
    reading.judge(type, frame);
  }

  void takeOnce(String scope) {
    reading.takeOnce(scope, given.orElseThrow().getAsString());
  }

  /** Reports an error at this position; {@code problem} continues a sentence after the key. */
  void refuse(String problem) {
    reading.add(order, new Fault(path, problem));
  }

  /** Reports that the value at this position has the wrong syntax. */
  void refuseShape(String allowed) {
    refuseShape(given.orElseThrow(), allowed);
  }

  void refuseShape(JsonElement value, String allowed) {
    refuse("is " + reading.shown(path, value) + ", but must " + allowed);
  }

  /** Reports that the value at this position is not allowed, perhaps because of other values. */
  void refuse(InvalidValue refused) {
    if (given.isPresent() && given.get().isJsonPrimitive()) {
      refuseShape(refused.allowed());
    } else if (given.isPresent()
        || part.filter(it -> it.annotation(ByDefault.class).isPresent()).isPresent()) {
      refuse("is invalid: " + refused.getMessage());
    } else {
      refuse("is missing: " + refused.allowed());
    }
  }

  /** What {@code use} makes of the values read; empty if it throws, which is reported. */
  Optional<Object> together(Supplier<Object> use) {
    try {
      return Optional.of(use.get());
    } catch (InvalidValue refused) {
      refuse(refused);
      return Optional.empty();
    }
  }

  /** What {@code use} makes where nothing is given; empty if the key is required. */
  Optional<Object> absent(Supplier<Object> use) {
    var purpose = purpose();
    purpose.ifPresent(it -> refuse("is missing: " + it));
    return purpose.isPresent() ? Optional.empty() : together(use);
  }

  void refuseUnknown(JsonObject object, List<String> known) {
    object.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> key(name, Optional.empty()).refuse(unknown(name, known)));
  }

  private String unknown(String name, List<String> known) {
    return NearestName.to(name, known)
        .map(it -> "is not a known key; did you mean " + prefix + it + "?")
        .or(() -> reading.forbidden(name).map(forbidden -> "cannot be set: " + forbidden.reason()))
        .orElseGet(() -> "is not a known key; known keys: " + String.join(", ", known));
  }

  @Override
  public String toString() {
    return path;
  }
}
