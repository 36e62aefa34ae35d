package io.datatier.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.datatier.values.InvalidValue;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A component of a record and how it is written. */
record Part(RecordComponent component, Form form, Presence presence) {

  /** Whether a component can do without a value, and how it then says so. */
  enum Presence {
    CERTAIN,
    OPTIONAL,
    OPTIONAL_INT,
    OPTIONAL_DOUBLE;

    Object some(Object value) {
      return switch (this) {
        case CERTAIN -> value;
        case OPTIONAL -> Optional.of(value);
        case OPTIONAL_INT -> OptionalInt.of((Integer) value);
        case OPTIONAL_DOUBLE -> OptionalDouble.of((Double) value);
      };
    }

    /** Empty if there must be a value. */
    Optional<Object> none() {
      return switch (this) {
        case CERTAIN -> Optional.empty();
        case OPTIONAL -> Optional.of(Optional.empty());
        case OPTIONAL_INT -> Optional.of(OptionalInt.empty());
        case OPTIONAL_DOUBLE -> Optional.of(OptionalDouble.empty());
      };
    }
  }

  String name() {
    return component.getName();
  }

  <A extends Annotation> Optional<A> annotation(Class<A> type) {
    return Optional.ofNullable(component.getAnnotation(type));
  }

  boolean isContext() {
    return component.isAnnotationPresent(Told.class);
  }

  boolean isFlat() {
    return component.isAnnotationPresent(Flat.class);
  }

  Optional<Range> range() {
    return annotation(Between.class).map(Range::of);
  }

  Optional<String> purpose() {
    return annotation(Required.class).map(Required::value);
  }

  /** The keys that it has among those of its record. */
  List<Key> keys() {
    if (isContext()) {
      return List.of();
    } else if (isFlat()) {
      return ((Form.Keyed) form).keys();
    }
    var words = annotation(Allows.class).map(Allows::value).orElse("");
    var allowed = form instanceof Form.Value value ? value.phrase() + words : words;
    return List.of(new Key(name(), form, allowed, shownDefault(), purpose()));
  }

  private Default shownDefault() {
    var otherwise = annotation(Otherwise.class).map(Otherwise::value);
    if (otherwise.isPresent()) {
      return new Default.Words(otherwise.get());
    }
    return annotation(ByDefault.class)
        .map(ByDefault::value)
        .<Default>map(
            text ->
                form instanceof Form.Listed
                    ? new Default.Words("`" + text.replace(", ", "`, `") + "`")
                    : new Default.Value(text))
        .orElseGet(Default.None::new);
  }

  void read(JsonObject object, Place record, Frame frame) {
    if (isContext()) {
      frame.put(name(), record.context(name()));
    } else if (isFlat()) {
      var keyed = (Form.Keyed) form;
      keyed
          .readKeys(object, record)
          .ifPresentOrElse(
              value -> frame.put(name(), value),
              () -> keyed.meant(object).ifPresent(value -> frame.standIn(name(), value)));
    } else {
      var place = record.key(this, object);
      frame.put(name(), place);
      value(place).ifPresent(value -> frame.put(name(), value));
    }
  }

  /**
   * Refuses {@code value}, which is that of the component, if it lies outside of the bounds.
   *
   * @throws InvalidValue if it does
   */
  void require(Object value) {
    range().ifPresent(range -> bare(value).ifPresent(it -> range.require(it, form)));
  }

  private Optional<Object> value(Place place) {
    var given = place.given();
    if (given.isPresent()) {
      return form.read(given.get(), place).filter(it -> holds(it, place)).map(presence::some);
    }
    var byDefault = byDefault();
    if (byDefault.isPresent()) {
      return form.read(byDefault.get(), place).map(presence::some);
    }
    if (presence != Presence.CERTAIN) {
      return presence.none();
    }
    if (purpose().isPresent() && !(form instanceof Form.Keyed)) {
      place.refuse("is missing: " + purpose().get());
      return Optional.empty();
    }
    return form.absent(place);
  }

  private boolean holds(Object value, Place place) {
    return place
        .together(
            () -> {
              range().ifPresent(range -> range.require(value, form));
              annotation(Once.class).ifPresent(it -> place.takeOnce(it.value()));
              return value;
            })
        .isPresent();
  }

  private Optional<JsonElement> byDefault() {
    return annotation(ByDefault.class)
        .map(ByDefault::value)
        .map(text -> form instanceof Form.Listed ? list(text) : new JsonPrimitive(text));
  }

  private static JsonElement list(String texts) {
    var list = new JsonArray();
    List.of(texts.split(", ", -1)).forEach(list::add);
    return list;
  }

  private Optional<Object> bare(Object value) {
    return switch (presence) {
      case CERTAIN -> Optional.of(value);
      case OPTIONAL -> ((Optional<?>) value).map(it -> it);
      case OPTIONAL_INT -> ((OptionalInt) value).stream().boxed().<Object>map(it -> it).findFirst();
      case OPTIONAL_DOUBLE ->
          ((OptionalDouble) value).stream().boxed().<Object>map(it -> it).findFirst();
    };
  }
}
