package io.datatier.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record while it is read: its valid components and their positions. */
final class Frame {

  private final Optional<Place> place;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private boolean complete = true;

  /** A record at {@code place}. */
  Frame(Place place) {
    this.place = Optional.of(place);
  }

  /** A record outside of any configuration. */
  Frame() {
    this.place = Optional.empty();
  }

  void put(String component, Object value) {
    values.put(component, value);
  }

  void put(String component, Place where) {
    places.put(component, where);
  }

  /** Gives rules {@code value} in place of one with faults. */
  void standIn(String component, Object value) {
    values.put(component, value);
    complete = false;
  }

  Optional<Object> get(String component) {
    return Optional.ofNullable(values.get(component));
  }

  /** The position of {@code component}, or else of the record. */
  Place place(String component) {
    return Optional.ofNullable(places.get(component)).or(() -> place).orElseThrow();
  }

  void forget(String component) {
    values.remove(component);
  }

  boolean hasAll(List<Part> parts) {
    return complete && parts.stream().allMatch(part -> values.containsKey(part.name()));
  }

  List<Object> values(List<Part> parts) {
    return parts.stream().map(part -> values.get(part.name())).toList();
  }
}
