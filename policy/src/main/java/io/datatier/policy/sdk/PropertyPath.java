package io.datatier.policy.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a value stands in the properties of a resource, as Pulumi writes it: {@code
 * auths[0].iamAuth}, {@code tags["cost.center"]}.
 *
 * @param steps a String for a field, an Integer for an element
 */
public record PropertyPath(List<Object> steps) {

  /** The properties of a resource as a whole. */
  public static final PropertyPath ROOT = new PropertyPath(List.of());

  private static final Pattern STEP =
      Pattern.compile("\\[(\\d+)]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]|\\.?([^.\\[\\]\"]+)");

  private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]\"]+");

  public PropertyPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path; the empty text is {@link #ROOT}.
   *
   * @throws IllegalArgumentException if the text is not a path
   */
  public static PropertyPath parse(String text) {
    var steps = new ArrayList<Object>();
    var matcher = STEP.matcher(text);
    var end = 0;
    while (matcher.find() && matcher.start() == end) {
      if (matcher.group(1) != null) {
        steps.add(Integer.valueOf(matcher.group(1)));
      } else if (matcher.group(2) != null) {
        steps.add(matcher.group(2).replaceAll("\\\\(.)", "$1"));
      } else {
        steps.add(matcher.group(3));
      }
      end = matcher.end();
    }
    if (end != text.length()) {
      throw new IllegalArgumentException(
          "'%s' is not a property path; write for example auths[0].iamAuth".formatted(text));
    }
    return new PropertyPath(steps);
  }

  /** The path of a field below this one. */
  public PropertyPath field(String key) {
    return step(key);
  }

  /** The path of an element below this one. */
  public PropertyPath element(int index) {
    return step(index);
  }

  private PropertyPath step(Object step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new PropertyPath(longer);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var step : steps) {
      if (step instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else if (PLAIN.matcher(step.toString()).matches()) {
        text.append(text.isEmpty() ? "" : ".").append(step);
      } else {
        var escaped = step.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        text.append("[\"").append(escaped).append("\"]");
      }
    }
    return text.toString();
  }
}
