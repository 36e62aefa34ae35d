package io.datatier.config;

import com.google.gson.JsonElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Derives the form of a type. A record of one component has the form of that component; its public
 * constant {@code VALID}, a pattern or a list of whole numbers, restricts it. Any other record is
 * an object with its components as keys.
 */
final class Forms {

  private static final String LAW = "VALID";

  private static final ClassValue<Form.Group> GROUPS =
      new ClassValue<>() {
        @Override
        protected Form.Group computeValue(Class<?> type) {
          return new Form.Group(
              type.asSubclass(Record.class), components(type).stream().map(Forms::part).toList());
        }
      };

  private Forms() {}

  /** The keys of {@code type}. */
  static Form.Group group(Class<? extends Record> type) {
    return GROUPS.get(type);
  }

  static List<RecordComponent> components(Class<?> type) {
    return Optional.ofNullable(type.getRecordComponents()).map(List::of).orElse(List.of());
  }

  private static Part part(RecordComponent component) {
    if (component.isAnnotationPresent(FromContext.class)) {
      return new Part(component, simple(String.class));
    }
    var type =
        component.getType() == Optional.class
            ? argument(component.getGenericType(), 0)
            : component.getGenericType();
    var between = Optional.ofNullable(component.getAnnotation(Between.class));
    var isShort = between.filter(it -> it.least().endsWith("ms")).isPresent();
    var form = form(type, isShort);
    return new Part(component, between.map(Range::of).map(form::within).orElse(form));
  }

  private static Form form(Type type, boolean isShort) {
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    var raw = (Class<?>) type;
    if (raw == Duration.class) {
      return simple(raw, isShort ? Kind.SHORT_DURATION : Kind.DURATION);
    } else if (raw.isEnum()) {
      return choice(raw);
    } else if (raw.isSealed()) {
      return alternatives(raw);
    } else if (raw.isRecord()) {
      return isWrapper(raw) ? wrapped(raw) : group(raw.asSubclass(Record.class));
    }
    return simple(raw);
  }

  private static Form.Value simple(Class<?> type) {
    if (type == int.class || type == OptionalInt.class) {
      return simple(type, Kind.INTEGER);
    } else if (type == double.class || type == OptionalDouble.class) {
      return simple(type, Kind.NUMBER);
    } else if (type == boolean.class || type == Boolean.class) {
      return new Form.Value(type, Kind.BOOLEAN, Kind.BOOLEAN::read, "true, false", Bounds.NONE);
    } else if (type == String.class) {
      return simple(type, Kind.TEXT);
    }
    throw new IllegalArgumentException("cannot read a " + type);
  }

  private static Form.Value simple(Class<?> type, Kind kind) {
    return new Form.Value(type, kind, kind::read, "", Bounds.NONE);
  }

  private static Form container(ParameterizedType type) {
    if (type.getRawType() == Map.class) {
      return new Form.Mapped((Form.Value) form(argument(type, 1), false), Map::copyOf);
    }
    Function<List<Object>, Object> finish =
        type.getRawType() == Set.class ? LinkedHashSet::new : List::copyOf;
    return new Form.Listed(form(argument(type, 0), false), Optional.empty(), finish);
  }

  private static boolean isWrapper(Class<?> type) {
    return components(type).size() == 1 && !type.isAnnotationPresent(Alternative.class);
  }

  private static Form wrapped(Class<?> type) {
    var component = components(type).get(0);
    return part(component).form().wrapped(type, value -> Records.construct(type, List.of(value)));
  }

  /** What the constant of {@code type} restricts it to. */
  static Optional<Bounds> law(Class<?> type) {
    try {
      var law = type.getField(LAW).get(null);
      return Optional.of(
          law instanceof Pattern pattern
              ? Bounds.like(pattern)
              : Bounds.oneOf(((List<?>) law).stream().map(String::valueOf).toList()));
    } catch (NoSuchFieldException lawless) {
      return Optional.empty();
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
  }

  private static Form.Value choice(Class<?> type) {
    var constants = List.<Object>of(type.getEnumConstants());
    return oneOf(type, constants, constants.stream().map(it -> Written.of((Enum<?>) it)).toList());
  }

  private static Form.Value oneOf(Class<?> type, List<?> values, List<String> names) {
    return new Form.Value(
        type,
        Kind.TEXT,
        given -> choose(given, values, names),
        String.join(", ", names),
        Bounds.oneOf(names));
  }

  private static Object choose(JsonElement given, List<?> values, List<String> names) {
    var name = Kind.TEXT.read(given);
    if (!names.contains(name)) {
      throw new InvalidValue(name, "be " + String.join(" or ", names));
    }
    return values.get(names.indexOf(name));
  }

  private static Form alternatives(Class<?> type) {
    var permitted = List.of(type.getPermittedSubclasses());
    var values = permitted.stream().filter(Forms::isWrapper).toList();
    var groups =
        permitted.stream()
            .filter(it -> !isWrapper(it))
            .map(it -> it.asSubclass(Record.class))
            .toList();
    if (!values.isEmpty()) {
      return new ValueOrObject((Form.Value) wrapped(values.get(0)), group(groups.get(0)));
    }
    var options =
        groups.stream()
            .map(it -> new Choice.Option(it.getAnnotation(Alternative.class), group(it)))
            .toList();
    return new Choice(
        Optional.ofNullable(type.getAnnotation(ChosenBy.class)).map(by -> chooser(by, options)),
        options);
  }

  private static Key chooser(ChosenBy by, List<Choice.Option> options) {
    var names = options.stream().map(option -> option.said().named()).toList();
    var form = oneOf(Choice.Option.class, options, names);
    return new Key(
        by.key(), form, form.phrase() + by.allows(), Default.of(by.byDefault()), Optional.empty());
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
