package io.datatier.policy.aws;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A parameter that a client connects with, wherever a text gives it: in a URL, in a connection
 * string, as a field of JSON or YAML, or as an argument in code. Whose connection it is says the
 * same URL, or else the nearest line or field that names a host.
 *
 * @param words in lower case, one of which every text has that gives it, because patterns take
 *     longer
 * @param inUrl the parameter in the query of a URL
 * @param beside the parameter anywhere else
 * @param near so many lines further a host counts at most
 */
record ConnectionParameter(List<String> words, Pattern inUrl, Pattern beside, int near) {

  /** Where a connection goes. */
  enum Target {
    PROXY,
    ELSEWHERE,
    /** The text does not say it. */
    UNSAID
  }

  /**
   * What a text says of the parameter.
   *
   * @param mentioned whether one of its words stands anywhere in the text
   * @param targets where the connections go that the text gives it
   */
  record Found(boolean mentioned, Set<Target> targets) {

    Found {
      targets = Set.copyOf(targets);
    }
  }

  /** What a URL may be, between white space and quotes. */
  private static final Pattern RUN = Pattern.compile("[^\\s\"'<>]+");

  /** Finds the parameter in a text and in whatever the text wraps. */
  Found in(String text) {
    var targets = EnumSet.noneOf(Target.class);
    var layers = TextLayers.of(text);
    var plain = layers.texts().stream().filter(this::isIn).toList();
    var documents = layers.documents().stream().filter(this::isIn).toList();
    plain.forEach(layer -> add(layer, near, () -> Target.UNSAID, targets));
    for (var document : documents) {
      var objects = new ConnectionObjects(document);
      objects.forEach(
          (path, object) -> {
            if (isIn(object)) {
              add(object, Integer.MAX_VALUE, () -> objects.around(path), targets);
            }
          });
    }
    return new Found(!plain.isEmpty() || !documents.isEmpty(), targets);
  }

  /** Whether one of the words stands in a text, plain or wrapped. */
  static boolean areIn(String text, List<String> words) {
    return TextLayers.of(text).texts().stream().anyMatch(layer -> stands(words, layer));
  }

  private boolean isIn(String text) {
    return stands(words, text);
  }

  private static boolean stands(List<String> words, String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(lower::contains);
  }

  /**
   * Adds where the connections of one text go.
   *
   * @param around where they go if the text does not say it
   */
  private void add(String text, int near, Supplier<Target> around, Set<Target> targets) {
    var code = Comments.without(text);
    var lines = List.of(code.split("\n", -1));
    var hosts = new ConnectionLines(lines);
    var start = 0;
    for (var index = 0; index < lines.size(); index++) {
      var line = lines.get(index);
      if (isIn(line)) {
        var from = start;
        Predicate<MatchResult> isSaid =
            hit -> !Comments.hold(code, from + hit.start(), from + hit.end());
        RUN.matcher(line)
            .results()
            .filter(hit -> inUrl.matcher(hit.group()).find())
            .forEach(
                hit -> {
                  var target = namesProxy(hit.group()) ? Target.PROXY : Target.ELSEWHERE;
                  if (!targets.contains(target) && isSaid.test(hit)) {
                    targets.add(target);
                  }
                });
        var hits = beside.matcher(line).results().toList();
        if (!hits.isEmpty()) {
          var nearest = hosts.nearest(index, near);
          var target = nearest == Target.UNSAID ? around.get() : nearest;
          // To look for comments takes longest.
          if (!targets.contains(target) && hits.stream().anyMatch(isSaid)) {
            targets.add(target);
          }
        }
      }
      start += line.length() + 1;
    }
  }

  /** Whether a text names a proxy, and does not only mention it. */
  static boolean namesProxy(String text) {
    return RdsHosts.in(text).found().stream()
        .anyMatch(found -> found.host().kind() == RdsHost.Kind.PROXY && !found.mentioned());
  }
}
