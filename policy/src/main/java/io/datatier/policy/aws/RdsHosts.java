package io.datatier.policy.aws;

import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The RDS host names in a text: any connection string, JSON or list, encoded or not.
 *
 * @param found each host once
 * @param unfronted those that stand in connection strings for engines which no proxy fronts, and
 *     nowhere else
 * @param complete whether the whole text was looked at; false for one too large or too deep
 */
public record RdsHosts(List<Found> found, List<Found> unfronted, boolean complete) {

  /**
   * A host name in a text.
   *
   * @param mentioned whether all occurrences only mention it: in a sentence, a comment or the path
   *     of a web address
   */
  public record Found(RdsHost host, boolean mentioned) {}

  /** A run of host name characters, or an escape or unknown part, which ends such a run. */
  private static final Pattern TOKEN =
      Pattern.compile(
          Unknown.PART + "|%[0-9a-fA-F]{2}|\\\\u[0-9a-fA-F]{4}|\\\\[a-z]|(?<host>[A-Za-z0-9_.-]+)");

  private static final LatestAnswers<String, RdsHosts> LATEST =
      new LatestAnswers<>(RdsHosts::find, String::length);

  public RdsHosts {
    found = List.copyOf(found);
    unfronted = List.copyOf(unfronted);
  }

  /** Finds the hosts in a text. */
  public static RdsHosts in(String text) {
    return LATEST.of(text);
  }

  private static RdsHosts find(String text) {
    var layers = TextLayers.of(text);
    var found = new LinkedHashMap<String, Found>();
    var unfronted = new LinkedHashMap<String, Found>();
    layers.texts().forEach(layer -> find(layer, found, unfronted));
    unfronted.keySet().removeAll(found.keySet());
    return new RdsHosts(
        List.copyOf(found.values()), List.copyOf(unfronted.values()), layers.complete());
  }

  private static void find(String text, Map<String, Found> found, Map<String, Found> unfronted) {
    if (!text.toLowerCase(Locale.ROOT).contains("rds")) {
      return;
    }
    var comments = new Comments(text);
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
      // asterisk alone comes a pattern for all names.
      var rest = matcher.start() == afterEscape || isAfterAsterisk(text, matcher.start());
      RdsHost.of(token)
          .filter(host -> !(rest && host.kind() == RdsHost.Kind.TAIL))
          .ifPresent(
              host -> put(host, mention, comments, mention.isUnfronted() ? unfronted : found));
    }
    var templates = HostTemplate.RUN.matcher(text);
    while (templates.find()) {
      var mention = new HostMention(text, templates.start(), templates.end());
      HostTemplate.in(templates.group())
          .ifPresent(
              host -> put(host, mention, comments, mention.isUnfronted() ? unfronted : found));
    }
  }

  /** Not after a name that an asterisk ends. */
  private static boolean isAfterAsterisk(String text, int start) {
    var before = start;
    while (before > 0 && text.charAt(before - 1) == '*') {
      before--;
    }
    return before < start && (before == 0 || !Character.isLetterOrDigit(text.charAt(before - 1)));
  }

  /** A host used in one place counts as used, even if other places only mention it. */
  private static void put(
      RdsHost host, HostMention mention, Comments comments, Map<String, Found> found) {
    var before = found.get(host.name());
    if (before == null || before.mentioned()) {
      found.put(host.name(), new Found(host, mention.isOnlyTalk(comments)));
    }
  }
}
