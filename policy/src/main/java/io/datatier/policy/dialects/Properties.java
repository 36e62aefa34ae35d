package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Properties of CloudFormation read under the names of the aws provider. Names are compared without
 * case, because other providers write {@code dbProxyName} for {@code DBProxyName}.
 */
final class Properties {

  /** After the name of a list, for every element of it. */
  private static final String EACH = "[]";

  /** A value, and which element of each list on its path it belongs to. */
  private record Found(List<Integer> elements, PropertyValue value) {}

  private Properties() {}

  /** The properties of a resource in a shape. */
  static Fields read(Shape shape, PropertyValue source) {
    PropertyValue made = Fields.NONE;
    for (var property : shape.properties().entrySet()) {
      var to = property.getValue();
      var bar = to.indexOf('|');
      var path = steps(bar < 0 ? to : to.substring(0, bar));
      for (var found : find(source, steps(property.getKey()))) {
        var value = found.value();
        if (bar > 0) {
          var way = to.substring(bar + 1);
          value =
              way.equals(Rewriting.SUBSTITUTIONS)
                  ? Rewriting.substituted(at(made, path.get(0)), value)
                  : Rewriting.apply(way, value);
        }
        made = put(made, path, found.elements(), value);
      }
    }
    return (Fields) made;
  }

  /** The elements of a list or of a map by where they stand, or the whole if none is named. */
  static Map<String, PropertyValue> elements(PropertyValue source, @Nullable String each) {
    if (each == null) {
      return Map.of("", source);
    }
    var name = nameOf(each);
    var elements = new LinkedHashMap<String, PropertyValue>();
    at(source, name).ifPresent(found -> addElements(name, isEach(each), found, elements));
    return elements;
  }

  private static void addElements(
      String name, boolean list, PropertyValue found, Map<String, PropertyValue> elements) {
    var bare = found.bare();
    if (bare instanceof Elements all) {
      for (var index = 0; index < all.values().size(); index++) {
        elements.put(name + "[" + index + "]", kept(found, all.values().get(index)));
      }
    } else if (bare instanceof Fields all && !list) {
      all.values().forEach((key, it) -> elements.put(name + "." + key, kept(found, it)));
    } else {
      elements.put(name, found);
    }
  }

  /** A part of what is a secret is one. */
  private static PropertyValue kept(PropertyValue whole, PropertyValue part) {
    return whole.isSecret() ? new Secret(part) : part;
  }

  static List<String> steps(String path) {
    return Arrays.asList(path.split("\\.", -1));
  }

  private static boolean isEach(String step) {
    return step.endsWith(EACH);
  }

  static String nameOf(String step) {
    return isEach(step) ? step.substring(0, step.length() - EACH.length()) : step;
  }

  /** What stands under a name; what is around it keeps it secret or unknown. */
  static Optional<PropertyValue> at(PropertyValue value, String name) {
    var bare = value.bare();
    var found =
        bare instanceof Fields fields
            ? named(fields.values(), name)
            : Optional.of(bare).filter(Unknown.class::isInstance);
    return value.isSecret() ? found.map(Secret::new) : found;
  }

  /** The keys of a mapping may differ in case alone. */
  private static Optional<PropertyValue> named(Map<String, PropertyValue> fields, String name) {
    var exact = Stream.ofNullable(fields.get(name));
    var others =
        fields.entrySet().stream()
            .filter(field -> field.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue);
    return Stream.concat(exact, others).filter(each -> !(each instanceof Null)).findFirst();
  }

  private static List<Found> find(PropertyValue value, List<String> steps) {
    if (steps.isEmpty()) {
      return List.of(new Found(List.of(), value));
    }
    var rest = steps.subList(1, steps.size());
    var found = at(value, nameOf(steps.get(0)));
    if (found.isEmpty()) {
      return List.of();
    } else if (isEach(steps.get(0)) && found.get() instanceof Elements list) {
      return IntStream.range(0, list.values().size())
          .boxed()
          .flatMap(
              index ->
                  find(list.values().get(index), rest).stream()
                      .map(it -> new Found(joined(index, it.elements()), it.value())))
          .toList();
    }
    // CloudFormation takes one alone for a list of one.
    if (isEach(steps.get(0)) && found.get() instanceof Fields) {
      return find(found.get(), rest).stream()
          .map(it -> new Found(joined(0, it.elements()), it.value()))
          .toList();
    }
    // A list that is not known yet stands for all of its elements.
    return isEach(steps.get(0))
        ? List.of(new Found(List.of(), found.get()))
        : find(found.get(), rest);
  }

  private static List<Integer> joined(int first, List<Integer> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  private static PropertyValue put(
      PropertyValue into, List<String> steps, List<Integer> elements, PropertyValue value) {
    if (steps.isEmpty()) {
      return value;
    }
    var name = nameOf(steps.get(0));
    var rest = steps.subList(1, steps.size());
    var fields = into instanceof Fields object ? object : Fields.NONE;
    var below = fields.values().get(name);
    if (!isEach(steps.get(0))) {
      return fields.with(name, put(below == null ? Fields.NONE : below, rest, elements, value));
    } else if (elements.isEmpty()) {
      return fields.with(name, value);
    }
    var list = new ArrayList<>(below instanceof Elements there ? there.values() : List.of());
    var index = elements.get(0);
    while (list.size() <= index) {
      list.add(Fields.NONE);
    }
    list.set(index, put(list.get(index), rest, elements.subList(1, elements.size()), value));
    return fields.with(name, new Elements(list));
  }
}
