package io.datatier.rehearsal.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Suggests the name that was meant by a misspelled one. */
public final class NearestName {

  private NearestName() {}

  /** The name with the smallest edit distance, if that is at most half of the letters. */
  public static Optional<String> to(String given, Collection<String> names) {
    return names.stream()
        .min(Comparator.<String>comparingInt(name -> distance(given, name)).thenComparing(n -> n))
        .filter(name -> distance(given, name) * 2 <= Math.max(given.length(), name.length()));
  }

  /** Such as {@code (did you mean proxy?)}; empty if no name is near enough. */
  public static String hint(String given, Collection<String> names) {
    return to(given, names).map(" (did you mean %s?)"::formatted).orElse("");
  }

  /** Levenshtein distance, ignoring case. */
  private static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    var previous = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      var current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
