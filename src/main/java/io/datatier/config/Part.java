package io.datatier.config;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** A component of a record and its form. */
record Part(RecordComponent component, Form form) {

  private static final Set<Class<?>> OPTIONALS =
      Set.of(Optional.class, OptionalInt.class, OptionalDouble.class);

  String name() {
    return component.getName();
  }

  <A extends Annotation> Optional<A> annotation(Class<A> type) {
    return Optional.ofNullable(component.getAnnotation(type));
  }

  boolean isContext() {
    return component.isAnnotationPresent(FromContext.class);
  }

  boolean isFlat() {
    return component.isAnnotationPresent(Flat.class);
  }

  Optional<Range> range() {
    return annotation(Between.class).flatMap(it -> form.range());
  }

  Optional<String> purpose() {
    return annotation(Required.class).map(Required::value);
  }

  /** The keys that it contributes to its record. */
  List<Key> keys() {
    if (isContext()) {
      return List.of();
    } else if (isFlat()) {
      return section().keys();
    }
    return List.of(new Key(name(), form, allowed(), shownDefault(), purpose()));
  }

  private String allowed() {
    var words = annotation(Allows.class).map(Allows::value);
    return form.phrase().isEmpty()
        ? words.or(this::purpose).orElse("")
        : form.phrase() + words.orElse("");
  }

  private Default shownDefault() {
    return annotation(Otherwise.class)
        .map(it -> Default.inWords(it.value()))
        .or(() -> annotation(ByDefault.class).map(it -> Default.of(it.value())))
        .orElse(Default.NONE);
  }

  private Form.Keyed section() {
    return form.section().orElseThrow();
  }

  void read(JsonObject object, Place record, Frame frame) {
    if (isContext()) {
      frame.put(name(), record.context(name()));
    } else if (isFlat()) {
      section()
          .readKeys(object, record)
          .ifPresentOrElse(
              value -> frame.put(name(), value),
              () -> section().meant(object).ifPresent(value -> frame.standIn(name(), value)));
    } else {
      var place = record.key(this, object);
      frame.put(name(), place);
      value(place).ifPresent(value -> frame.put(name(), value));
    }
  }

  /**
   * Checks that {@code value} is within the component's bounds.
   *
   * @throws InvalidValue if it is not
   */
  void require(Object value) {
    range().ifPresent(range -> unwrap(value).ifPresent(it -> range.require(it, form)));
  }

  private Optional<Object> value(Place place) {
    var given = place.given();
    if (given.isPresent()) {
      return form.read(given.get(), place)
          .filter(it -> holds(it, place))
          .map(it -> wrap(Optional.of(it)));
    }
    var byDefault = annotation(ByDefault.class).map(it -> new JsonPrimitive(it.value()));
    if (byDefault.isPresent()) {
      return form.read(byDefault.get(), place).map(it -> wrap(Optional.of(it)));
    }
    if (OPTIONALS.contains(component.getType())) {
      return Optional.of(wrap(Optional.empty()));
    }
    return form.absent(place);
  }

  private boolean holds(Object value, Place place) {
    return place
        .together(
            () -> {
              range().ifPresent(range -> range.require(value, form));
              annotation(Unique.class).ifPresent(it -> place.takeOnce(it.value()));
              return value;
            })
        .isPresent();
  }

  private Object wrap(Optional<Object> value) {
    var type = component.getType();
    if (type == OptionalInt.class) {
      return value.map(it -> OptionalInt.of((Integer) it)).orElseGet(OptionalInt::empty);
    } else if (type == OptionalDouble.class) {
      return value.map(it -> OptionalDouble.of((Double) it)).orElseGet(OptionalDouble::empty);
    }
    return type == Optional.class ? value : value.orElseThrow();
  }

  private static Optional<?> unwrap(Object value) {
    if (value instanceof OptionalInt number) {
      return number.stream().boxed().findFirst();
    } else if (value instanceof OptionalDouble number) {
      return number.stream().boxed().findFirst();
    }
    return value instanceof Optional<?> optional ? optional : Optional.of(value);
  }
}
