package io.datatier.policy.sdk;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds what a misspelt name was probably meant to be. */
final class NearestName {

  private NearestName() {}

  /** The name that the fewest changed letters lead to, if they are fewer than half of them. */
  static Optional<String> to(String given, Collection<String> names) {
    return names.stream()
        .map(name -> Map.entry(name, changes(given, name)))
        .filter(it -> it.getValue() * 2 < Math.max(given.length(), it.getKey().length()))
        .min(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .map(Map.Entry::getKey);
  }

  /** Letters that are added, left out or replaced, whatever their case; after Levenshtein. */
  static int changes(String from, String to) {
    var one = from.toLowerCase(Locale.ROOT);
    var other = to.toLowerCase(Locale.ROOT);
    var row = new int[other.length() + 1];
    for (var column = 0; column <= other.length(); column++) {
      row[column] = column;
    }
    for (var line = 1; line <= one.length(); line++) {
      var diagonal = row[0];
      row[0] = line;
      for (var column = 1; column <= other.length(); column++) {
        var replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[other.length()];
  }
}
