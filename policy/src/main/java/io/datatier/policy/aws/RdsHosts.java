package io.datatier.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The RDS host names inside a text: a connection string of any form, JSON, a list, encoded or not.
 *
 * @param found each host once
 * @param complete whether the whole text was looked at; false for one too large or too deep
 */
public record RdsHosts(List<Found> found, boolean complete) {

  /**
   * A host name in a text.
   *
   * @param mentioned whether it is only talked about, in a sentence or in the path of a web address
   */
  public record Found(RdsHost host, boolean mentioned) {}

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][a-z']+[.,;:!?]?");
  private static final Pattern QUOTED = Pattern.compile("[\"'(<]?([A-Za-z0-9_.-]+)[\"')>,;:!?]*");

  /** The plain words that make a sentence of what is around a host. */
  private static final int SENTENCE = 4;

  /** RDS Proxy fronts MySQL, PostgreSQL and SQL Server only (RDS user guide, "RDS Proxy"). */
  private static final Pattern UNFRONTED =
      Pattern.compile("\\b(?:jdbc:)?(?:oracle|db2|ibm_db)[a-z0-9_+]*:", Pattern.CASE_INSENSITIVE);

  public RdsHosts {
    found = List.copyOf(found);
  }

  /** Finds the hosts in a text. */
  public static RdsHosts in(String text) {
    var layers = TextLayers.of(text);
    var found = new ArrayList<Found>();
    layers.texts().forEach(layer -> find(layer, found));
    return new RdsHosts(found.stream().distinct().toList(), layers.complete());
  }

  private static void find(String text, List<Found> found) {
    if (!text.toLowerCase(Locale.ROOT).contains("rds")) {
      return;
    }
    var matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      var start = matcher.start();
      // *.hash.region.rds.… is a pattern for names and none itself.
      if (start == 0 || text.charAt(start - 1) != '*') {
        RdsHost.of(matcher.group())
            .filter(host -> !UNFRONTED.matcher(text.substring(0, start)).find())
            .ifPresent(
                host -> found.add(new Found(host, isMentioned(text, matcher.group(), start))));
      }
    }
  }

  private static boolean isMentioned(String text, String token, int start) {
    var from = lastBreak(text, start);
    var before = text.substring(from, start).toLowerCase(Locale.ROOT);
    if (before.startsWith("http://") || before.startsWith("https://")) {
      return before.indexOf('/', "https://".length()) > 0 || before.indexOf('?') > 0;
    }
    var words = List.of(text.split("\\s+"));
    var alone =
        words.stream()
            .map(QUOTED::matcher)
            .anyMatch(word -> word.matches() && word.group(1).equals(token));
    return alone
        && text.indexOf('=') < 0
        && words.stream().filter(word -> WORD.matcher(word).matches()).count() >= SENTENCE;
  }

  private static int lastBreak(String text, int end) {
    var at = end;
    while (at > 0
        && !Character.isWhitespace(text.charAt(at - 1))
        && "\"'<>(),".indexOf(text.charAt(at - 1)) < 0) {
      at--;
    }
    return at;
  }
}
