package io.datatier.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the name that a mistyped one may stand for. */
final class NearestName {

  // With more than a third mistyped, a suggestion would be a guess.
  private static final int LETTERS_PER_SLIP = 3;

  private NearestName() {}

  static Optional<String> to(String given, Collection<String> known) {
    var slips = new LevenshteinDistance(Math.max(1, given.length() / LETTERS_PER_SLIP));
    return known.stream()
        .filter(name -> slips(slips, given, name) >= 0)
        .min(Comparator.comparingInt(name -> slips(slips, given, name)));
  }

  private static int slips(LevenshteinDistance distance, String given, String name) {
    return distance.apply(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
  }
}
