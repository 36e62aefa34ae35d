package io.datatier.policy.aws;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
 * @param near so many lines further a host counts at most, but in an object of JSON
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
    return in(new ConnectionTexts(text, words));
  }

  /** Finds it in what was read for parameters with the same words. */
  Found in(ConnectionTexts texts) {
    var targets = EnumSet.noneOf(Target.class);
    texts.parts().forEach(part -> add(texts, part, targets));
    return new Found(texts.mentioned(), targets);
  }

  /** Whether one of the words stands in a text, plain or wrapped. */
  static boolean areIn(String text, List<String> words) {
    return TextLayers.of(text).texts().stream()
        .anyMatch(layer -> ConnectionTexts.stand(words, layer));
  }

  /** Adds where the connections of one text go. */
  private void add(ConnectionTexts texts, ConnectionTexts.Part part, Set<Target> targets) {
    var lines = part.lines();
    var start = 0;
    for (var index = 0; index < lines.size(); index++) {
      var line = lines.get(index);
      if (texts.mention(line)) {
        var from = start;
        Predicate<MatchResult> isSaid =
            hit -> !part.comments().hold(from + hit.start(), from + hit.end());
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
          var nearest = part.hosts().nearest(index, part.object() ? Integer.MAX_VALUE : near);
          var target = nearest == Target.UNSAID ? part.around().get() : nearest;
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
