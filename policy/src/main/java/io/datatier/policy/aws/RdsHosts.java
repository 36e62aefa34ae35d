package io.datatier.policy.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The RDS host names in a text: any connection string, JSON or list, encoded or not.
 *
 * @param found each host once
 * @param complete whether the whole text was looked at; false for one too large or too deep
 */
public record RdsHosts(List<Found> found, boolean complete) {

  /**
   * A host name in a text.
   *
   * @param mentioned whether all occurrences only mention it: in a sentence, a comment or the path
   *     of a web address
   */
  public record Found(RdsHost host, boolean mentioned) {}

  /** A run of host name characters, or an escape, which ends such a run. */
  private static final Pattern TOKEN =
      Pattern.compile("%[0-9a-fA-F]{2}|\\\\u[0-9a-fA-F]{4}|\\\\[a-z]|(?<host>[A-Za-z0-9_.-]+)");

  private static final LatestAnswers<RdsHosts> LATEST = new LatestAnswers<>(RdsHosts::find);

  public RdsHosts {
    found = List.copyOf(found);
  }

  /** Finds the hosts in a text. */
  public static RdsHosts in(String text) {
    return LATEST.of(text);
  }

  private static RdsHosts find(String text) {
    var layers = TextLayers.of(text);
    var found = new LinkedHashMap<String, Found>();
    layers.texts().forEach(layer -> find(layer, found));
    return new RdsHosts(List.copyOf(found.values()), layers.complete());
  }

  private static void find(String text, Map<String, Found> found) {
    if (!text.toLowerCase(Locale.ROOT).contains("rds")) {
      return;
    }
    var matcher = TOKEN.matcher(text);
    var afterEscape = -1;
    while (matcher.find()) {
      var token = matcher.group("host");
      if (token == null) {
        afterEscape = matcher.end();
        continue;
      }
      var mention = new HostMention(text, matcher.start(), matcher.end());
      // After an escape comes the rest of a name, which another layer has in full. After an
      // asterisk comes a pattern, not a name.
      var rest = matcher.start() == afterEscape;
      var pattern = mention.start() > 0 && text.charAt(mention.start() - 1) == '*';
      RdsHost.of(token)
          .filter(host -> !pattern && !(rest && host.kind() == RdsHost.Kind.TAIL))
          .filter(host -> !mention.isUnfronted())
          .filter(host -> !isHeld(host, found))
          .ifPresent(host -> found.put(host.name(), new Found(host, mention.isOnlyTalk())));
    }
  }

  /** A host used in one place counts as used, even if other places only mention it. */
  private static boolean isHeld(RdsHost host, Map<String, Found> found) {
    var before = found.get(host.name());
    return before != null && !before.mentioned();
  }
}
