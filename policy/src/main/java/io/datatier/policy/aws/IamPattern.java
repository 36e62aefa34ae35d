package io.datatier.policy.aws;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An action or resource pattern in an IAM policy: an asterisk matches any characters, including
 * colons and slashes, and a question mark matches one (IAM user guide, "Resource" and "Action").
 */
record IamPattern(String text) {

  /** A variable such as {@code ${aws:username}}, which IAM replaces with one value. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

  private static final Pattern ASTERISKS = Pattern.compile("\\*{2,}");

  /** Stands for a variable's value, which is not a wildcard. */
  private static final String VALUE = "\uFFFC";

  /** In the prefix of an ARN: any characters but a colon. */
  static final String ANY = "";

  IamPattern {
    text = ASTERISKS.matcher(VARIABLE.matcher(text).replaceAll(VALUE)).replaceAll("*");
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
    var places = new BitSet();
    add(places, 0);
    for (var part : parts) {
      places = part.equals(ANY) ? any(places) : literal(places, part);
    }
    return places.stream().mapToObj(text::substring);
  }

  private BitSet literal(BitSet places, String part) {
    var current = places;
    for (var i = 0; i < part.length() && !current.isEmpty(); i++) {
      current = step(current, part.charAt(i));
    }
    return current;
  }

  private BitSet any(BitSet places) {
    var reached = (BitSet) places.clone();
    for (var at = reached.nextSetBit(0); isInText(at); at = reached.nextSetBit(at + 1)) {
      if (text.charAt(at) != ':' && text.charAt(at) != '*') {
        add(reached, at + 1);
      }
    }
    return reached;
  }

  private BitSet step(BitSet places, char character) {
    var next = new BitSet();
    for (var at = places.nextSetBit(0); isInText(at); at = places.nextSetBit(at + 1)) {
      var wanted = text.charAt(at);
      if (wanted == '*') {
        add(next, at);
      } else if (wanted == '?' || wanted == character) {
        add(next, at + 1);
      }
    }
    return next;
  }

  private boolean isInText(int place) {
    return place >= 0 && place < text.length();
  }

  /** An asterisk can match nothing, so what follows it is reachable too. */
  private void add(BitSet places, int place) {
    var next = place;
    places.set(next);
    while (isInText(next) && text.charAt(next) == '*') {
      next++;
      places.set(next);
    }
  }
}
