package io.datatier.policy.aws;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An action or a resource as IAM policies write them: an asterisk stands for any characters, colons
 * and slashes included, a question mark for one (IAM user guide, "Resource" and "Action").
 */
record IamPattern(String text) {

  /** A variable such as {@code ${aws:username}}; IAM puts one value in its place. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

  /** Stands for a variable's value, which is no wildcard. */
  private static final String VALUE = "\uFFFC";

  /** In the beginning of an ARN, any characters without a colon. */
  static final String ANY = "";

  IamPattern {
    text = VARIABLE.matcher(text).replaceAll(VALUE).replaceAll("\\*+", "*");
  }

  boolean matches(String whole) {
    return rests(List.of(whole)).anyMatch(rest -> rest.chars().allMatch(c -> c == '*'));
  }

  /**
   * What the pattern asks of the rest of a text that begins with these parts, as patterns; none if
   * no such text matches. For the parts {@code arn:}, {@link #ANY} and {@code :iam::1:role/}, the
   * pattern {@code arn:*:role/a*} asks for {@code a*}.
   */
  Stream<String> rests(List<String> parts) {
    Set<Integer> places = withoutStars(Set.of(0));
    for (var part : parts) {
      places = part.equals(ANY) ? any(places) : literal(places, part);
    }
    return places.stream().map(text::substring);
  }

  private Set<Integer> literal(Set<Integer> places, String part) {
    var current = places;
    for (var i = 0; i < part.length(); i++) {
      current = step(current, part.charAt(i));
    }
    return current;
  }

  private Set<Integer> any(Set<Integer> places) {
    var reached = new TreeSet<>(places);
    var fresh = places;
    while (!fresh.isEmpty()) {
      var next = new TreeSet<Integer>();
      for (var place : fresh) {
        if (place < text.length() && text.charAt(place) != ':' && text.charAt(place) != '*') {
          next.add(place + 1);
        }
      }
      fresh = new TreeSet<>(withoutStars(next));
      fresh.removeAll(reached);
      reached.addAll(fresh);
    }
    return reached;
  }

  private Set<Integer> step(Set<Integer> places, char character) {
    var next = new TreeSet<Integer>();
    for (var place : places) {
      if (place < text.length()) {
        var wanted = text.charAt(place);
        if (wanted == '*') {
          next.add(place);
        } else if (wanted == '?' || wanted == character) {
          next.add(place + 1);
        }
      }
    }
    return withoutStars(next);
  }

  /** An asterisk may stand for nothing, so that what follows it is reached with it. */
  private Set<Integer> withoutStars(Set<Integer> places) {
    var all = new TreeSet<Integer>();
    for (var place : places) {
      var next = place;
      all.add(next);
      while (next < text.length() && text.charAt(next) == '*') {
        next++;
        all.add(next);
      }
    }
    return all;
  }
}
