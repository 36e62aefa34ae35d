package io.datatier.policy.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a value in a resource's properties, as Pulumi writes it: {@code auths[0].iamAuth},
 * {@code tags["cost.center"]}.
 *
 * @param steps a String for a field, an Integer for an element
 */
public record PropertyPath(List<Object> steps) {

  /** The properties of a resource as a whole. */
  public static final PropertyPath ROOT = new PropertyPath(List.of());

  public PropertyPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path; the empty text is {@link #ROOT}.
   *
   * @throws IllegalArgumentException if the text is not a path
   */
  public static PropertyPath parse(String text) {
    if (!text.isEmpty() && isPlain(text)) {
      return new PropertyPath(List.of(text));
    }
    var steps = new ArrayList<Object>();
    var at = 0;
    while (at < text.length()) {
      var character = text.charAt(at);
      var start = character == '.' ? at + 1 : at;
      if (character == '[') {
        at = bracketed(text, at, steps);
      } else {
        at = endOfPlain(text, start);
        if (at == start) {
          throw notAPath(text);
        }
        steps.add(text.substring(start, at));
      }
    }
    return new PropertyPath(steps);
  }

  /** Reads {@code [0]} or {@code ["a key"]} and tells where it ends. */
  private static int bracketed(String text, int open, List<Object> steps) {
    var quoted = text.startsWith("[\"", open);
    var step = new StringBuilder();
    var at = open + (quoted ? 2 : 1);
    var close = quoted ? '"' : ']';
    while (at < text.length() && text.charAt(at) != close) {
      at += quoted && text.charAt(at) == '\\' ? 1 : 0;
      if (at < text.length()) {
        step.append(text.charAt(at));
      }
      at++;
    }
    var end = at + (quoted ? 2 : 1);
    var digits = step.chars().allMatch(it -> it >= '0' && it <= '9');
    if (end > text.length()
        || text.charAt(end - 1) != ']'
        || (!quoted && (!digits || step.isEmpty()))) {
      throw notAPath(text);
    }
    steps.add(quoted ? step.toString() : index(text, step.toString()));
    return end;
  }

  private static Integer index(String text, String digits) {
    try {
      return Integer.valueOf(digits);
    } catch (NumberFormatException tooLarge) {
      throw notAPath(text);
    }
  }

  private static IllegalArgumentException notAPath(String text) {
    return new IllegalArgumentException(
        "'%s' is not a property path; write for example auths[0].iamAuth".formatted(text));
  }

  private static int endOfPlain(String text, int start) {
    var at = start;
    while (at < text.length() && ".[]\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static boolean isPlain(String text) {
    return endOfPlain(text, 0) == text.length();
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
    steps.forEach(step -> append(text, step));
    return text.toString();
  }

  /** Writes one more step of a path. */
  static void append(StringBuilder path, Object step) {
    if (step instanceof Integer index) {
      path.append('[').append(index).append(']');
    } else if (!step.toString().isEmpty() && isPlain(step.toString())) {
      path.append(path.isEmpty() ? "" : ".").append(step);
    } else {
      var escaped = step.toString().replace("\\", "\\\\").replace("\"", "\\\"");
      path.append("[\"").append(escaped).append("\"]");
    }
  }
}
