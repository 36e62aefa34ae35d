package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The loops of a template, written out as {@code AWS::LanguageExtensions} does (CloudFormation
 * template reference, "Fn::ForEach").
 */
final class Loops {

  private static final String LOOP = "Fn::ForEach::";

  private static final int DEEPEST = 100;

  /**
   * The values and characters to write. Loops in loops multiply, and CloudFormation takes no larger
   * template when they are written out.
   */
  private static final int MOST_WORK = 4 << 20;

  private final Map<String, PropertyValue> parameters;
  private int work;
  private boolean readable = true;

  private Loops(Map<String, PropertyValue> parameters) {
    this.parameters = parameters;
  }

  /** A part of a template without its loops; none if what they loop over cannot be read. */
  static Optional<PropertyValue> writtenOut(
      PropertyValue part, Map<String, PropertyValue> parameters) {
    var loops = new Loops(parameters);
    var written = loops.written(part, Map.of(), 0);
    return loops.readable ? Optional.of(written) : Optional.empty();
  }

  /**
   * Writes out a value.
   *
   * @param bound what is put in for the identifiers of the loops around it, by the place
   */
  private PropertyValue written(PropertyValue value, Map<String, String> bound, int depth) {
    spend(1);
    if (depth > DEEPEST || !readable) {
      return value;
    } else if (value instanceof Text text) {
      return bound.isEmpty() ? value : new Text(filled(text.value(), bound));
    } else if (value instanceof Elements list) {
      return new Elements(list.values().stream().map(it -> written(it, bound, depth + 1)).toList());
    } else if (!(value instanceof Fields fields)) {
      return value;
    } else if (fields.values().size() == 1
        && fields.values().get("Ref") instanceof Text name
        && bound.containsKey("${" + name.value() + "}")) {
      return new Text(filled("${" + name.value() + "}", bound));
    } else {
      var written = new TreeMap<String, PropertyValue>();
      fields
          .values()
          .forEach(
              (name, it) -> {
                if (name.startsWith(LOOP)) {
                  loop(it, bound, depth + 1).forEach(each -> written.putAll(each.values()));
                } else {
                  written.put(filled(name, bound), written(it, bound, depth + 1));
                }
              });
      return new Fields(written);
    }
  }

  /** What each turn of a loop gives. */
  private Stream<Fields> loop(PropertyValue loop, Map<String, String> bound, int depth) {
    if (loop instanceof Elements of
        && of.values().size() == 3
        && of.values().get(0) instanceof Text identifier) {
      return collection(of.values().get(1), bound)
          .flatMap(
              item -> {
                var inner = new HashMap<>(bound);
                inner.put("${" + identifier.value() + "}", item);
                // Its letters and digits, which is all that the name of a resource may have.
                inner.put("&{" + identifier.value() + "}", item.replaceAll("[^A-Za-z0-9]", ""));
                return written(of.values().get(2), inner, depth) instanceof Fields fields
                    ? Stream.of(fields)
                    : unreadable();
              });
    }
    return unreadable();
  }

  private Stream<String> collection(PropertyValue collection, Map<String, String> bound) {
    return collection instanceof Elements list
        ? list.values().stream().flatMap(it -> items(written(it, bound, 0)))
        : items(collection);
  }

  /** A text, or the texts of a parameter that has several. */
  private Stream<String> items(PropertyValue item) {
    if (item instanceof Fields fields && fields.values().get("Ref") instanceof Text name) {
      var given = parameters.get(name.value());
      var value = given == null ? item : given.bare();
      if (value instanceof Text list) {
        return Stream.of(list.value().split(",", -1)).map(String::strip);
      }
      return value instanceof Elements list
          ? list.values().stream().map(PropertyValue::bare).flatMap(this::items)
          : unreadable();
    }
    return Intrinsics.plain(item).map(Stream::of).orElseGet(this::unreadable);
  }

  private <T> Stream<T> unreadable() {
    readable = false;
    return Stream.empty();
  }

  private void spend(int more) {
    work = Math.min(work + more, MOST_WORK + 1);
    readable &= work <= MOST_WORK;
  }

  private String filled(String text, Map<String, String> bound) {
    var filled = Placeholders.filled(text, bound, MOST_WORK - work);
    spend(filled.map(String::length).orElse(MOST_WORK));
    return filled.orElse(text);
  }
}
