package io.datatier.policy.sdk;

import java.util.Collection;

/**
 * A pattern in which {@code *} matches any text, including none, and every other character matches
 * itself. Matching takes at most the length of the pattern times that of the text.
 */
public record Glob(String pattern) {

  /** Whether any of these patterns matches the whole text. */
  public static boolean anyMatches(Collection<String> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> new Glob(pattern).matches(text));
  }

  /** Whether the pattern matches the whole text. */
  public boolean matches(String text) {
    var at = 0;
    var next = 0;
    var star = -1;
    var resume = 0;
    while (next < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at;
        at++;
        resume = next;
      } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(next)) {
        at++;
        next++;
      } else if (star >= 0) {
        // Let the last star match one more character; earlier stars need no retry.
        at = star + 1;
        resume++;
        next = resume;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(character -> character == '*');
  }
}
