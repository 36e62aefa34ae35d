package io.datatier.policy.aws;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An action or resource pattern in an IAM policy: an asterisk matches any characters, including
 * colons and slashes, and a question mark matches one (IAM user guide, "Resource" and "Action").
 */
record IamPattern(String text) {

  /** A variable such as {@code ${aws:username}}, which IAM replaces with one value. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

  /** Stands for a variable's value, which is not a wildcard. */
  private static final String VALUE = "\uFFFC";

  /** In the prefix of an ARN: any characters but a colon. */
  static final String ANY = "";

  IamPattern {
    text = VARIABLE.matcher(text).replaceAll(VALUE).replaceAll("\\*+", "*");
  }

  boolean matches(String whole) {
    return rests(List.of(whole)).anyMatch(rest -> rest.chars().allMatch(c -> c == '*'));
  }

  /**
   * The patterns that remain after a prefix of these parts; empty if no text with this prefix
   * matches. After the parts {@code arn:}, {@link #ANY} and {@code :iam::1:role/}, {@code a*}
   * remains of the pattern {@code arn:*:role/a*}.
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

  /** An asterisk can match nothing, so what follows it is reachable too. */
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
