package io.datatier.rehearsal.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The path to a value in the properties of a resource, in Pulumi's notation: {@code tags.Owner},
 * {@code auths[0].iamAuth}, {@code tags["cost.centre"]}.
 *
 * @param steps at least one, the first a name
 */
public record PropertyPath(List<Step> steps) implements Comparable<PropertyPath> {

  private static final Pattern STEP =
      Pattern.compile(
          "(?:^|(?<!^)\\.)(?<name>[^.\\[\\]\"]+)|\\[(?<index>\\d{1,6})]|\\[\"(?<quoted>[^\"]+)\"]");
  private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]\"]+");

  /** One step into a value. */
  public sealed interface Step {

    /** To a property of an object, or to a key of a map. */
    record Name(String name) implements Step {}

    /** To an element of a list, from 0. */
    record Index(int index) implements Step {}
  }

  public PropertyPath {
    steps = List.copyOf(steps);
  }

  /** The path to a property of the resource itself. */
  public static PropertyPath of(String name) {
    return new PropertyPath(List.of(new Step.Name(name)));
  }

  /**
   * Parses a path.
   *
   * @throws IllegalArgumentException if it is invalid; the message is for the user
   */
  public static PropertyPath parse(String text) {
    var steps = new ArrayList<Step>();
    var matcher = STEP.matcher(text);
    var end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      if (matcher.group("index") != null) {
        steps.add(new Step.Index(Integer.parseInt(matcher.group("index"))));
      } else {
        var name = matcher.group("name");
        steps.add(new Step.Name(name == null ? matcher.group("quoted") : name));
      }
    }
    if (steps.isEmpty() || end < text.length() || steps.get(0) instanceof Step.Index) {
      throw new IllegalArgumentException(
          "\"%s\" is not a property path such as tags.Owner or auths[0].iamAuth.".formatted(text));
    }
    return new PropertyPath(steps);
  }

  /** Every leaf value; empty lists and objects count as leaves. */
  public static SortedMap<PropertyPath, Value> leaves(Fields fields) {
    var leaves = new TreeMap<PropertyPath, Value>();
    fields.values().forEach((name, value) -> leaves(of(name), value, leaves));
    return leaves;
  }

  private static void leaves(
      PropertyPath path, Value value, SortedMap<PropertyPath, Value> leaves) {
    if (value instanceof Fields fields && !fields.names().isEmpty()) {
      fields.values().forEach((name, each) -> leaves(path.to(new Step.Name(name)), each, leaves));
    } else if (value instanceof Value.Items items && !items.values().isEmpty()) {
      for (var i = 0; i < items.values().size(); i++) {
        leaves(path.to(new Step.Index(i)), items.values().get(i), leaves);
      }
    } else {
      leaves.put(path, value);
    }
  }

  /** The property of the resource itself that the path starts with. */
  public String root() {
    return steps.get(0) instanceof Step.Name name ? name.name() : "";
  }

  /** This path plus one step. */
  public PropertyPath to(Step step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new PropertyPath(longer);
  }

  /** This path, starting from another property of the resource. */
  public PropertyPath from(String root) {
    var moved = new ArrayList<>(steps);
    moved.set(0, new Step.Name(root));
    return new PropertyPath(moved);
  }

  /** The value at this path. */
  public Optional<Value> in(Fields fields) {
    Optional<Value> value = Optional.of(fields);
    for (var step : steps) {
      value = value.flatMap(within -> inside(within, step));
    }
    return value;
  }

  private static Optional<Value> inside(Value within, Step step) {
    if (step instanceof Step.Name name && within instanceof Fields fields) {
      return fields.get(name.name());
    } else if (step instanceof Step.Index at
        && within instanceof Value.Items items
        && at.index() < items.values().size()) {
      return Optional.of(items.values().get(at.index()));
    }
    return Optional.empty();
  }

  /**
   * The fields with a value set at this path. Missing objects are created, and an index right after
   * the end of a list appends.
   *
   * @throws IllegalArgumentException if the path does not fit the fields; the message is for the
   *     user
   */
  public Fields set(Fields fields, Value value) {
    return (Fields) replaced(fields, 0, Optional.of(value));
  }

  /**
   * The fields without the value at this path; later list elements move up.
   *
   * @throws IllegalArgumentException if the path does not fit the fields; the message is for the
   *     user
   */
  public Fields remove(Fields fields) {
    return (Fields) replaced(fields, 0, Optional.empty());
  }

  private Value replaced(Value within, int depth, Optional<Value> value) {
    var step = steps.get(depth);
    Optional<Value> after =
        depth == steps.size() - 1
            ? value
            : Optional.of(
                replaced(
                    inside(within, step).orElseGet(() -> nothing(depth + 1)), depth + 1, value));
    if (step instanceof Step.Name name && within instanceof Fields fields) {
      return after
          .map(set -> fields.with(name.name(), set))
          .orElseGet(() -> fields.without(List.of(name.name())));
    } else if (step instanceof Step.Index at && within instanceof Value.Items items) {
      return replaced(items, at.index(), depth, after);
    }
    throw new IllegalArgumentException(
        "%s: there is %s at %s, which has no such element."
            .formatted(this, within.form(), new PropertyPath(steps.subList(0, depth))));
  }

  private Value nothing(int depth) {
    return steps.get(depth) instanceof Step.Name ? Fields.NONE : new Value.Items(List.of());
  }

  private Value.Items replaced(Value.Items items, int index, int depth, Optional<Value> value) {
    var values = new ArrayList<>(items.values());
    if (index > values.size() || (index == values.size() && value.isEmpty())) {
      throw new IllegalArgumentException(
          "%s: the list %s has only %d elements; indexes start at 0."
              .formatted(this, new PropertyPath(steps.subList(0, depth)), values.size()));
    }
    if (index < values.size()) {
      values.remove(index);
    }
    value.ifPresent(set -> values.add(index, set));
    return new Value.Items(values);
  }

  @Override
  public int compareTo(PropertyPath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var step : steps) {
      if (step instanceof Step.Index at) {
        text.append('[').append(at.index()).append(']');
      } else if (step instanceof Step.Name name) {
        if (!PLAIN.matcher(name.name()).matches()) {
          text.append("[\"").append(name.name()).append("\"]");
        } else {
          text.append(text.isEmpty() ? "" : ".").append(name.name());
        }
      }
    }
    return text.toString();
  }
}
