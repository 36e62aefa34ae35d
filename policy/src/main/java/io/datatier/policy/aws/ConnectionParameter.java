package io.datatier.policy.aws;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A parameter that a client connects with, wherever a text gives it: in a URL, in a connection
 * string, as a field of JSON or YAML, or as an argument in code. Whose connection it is says the
 * same URL, the same line or object, or else the text around it.
 *
 * @param words in lower case, one of which every text has that gives it, because patterns take
 *     longer
 * @param inUrl the parameter in the query of a URL
 * @param beside the parameter anywhere else
 * @param near so many lines further a host counts that its own line does not name
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

  private record Lines(int from, int to) {}

  private static final Pattern BREAKS = Pattern.compile("[\\s\"'<>]");
  private static final Pattern COMMENT = Pattern.compile("\\s*(?:#|//|--\\s|\\*\\s).*");

  /** A host that is written out: a name in code stands for one. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?i)://[^\\s/]{0,256}[a-z0-9-]\\.[a-z]|(?:host|hostaddr|hostname|server|address|data"
              + " source)[\"'`]?\\s{0,4}(?:=>|[:=])\\s{0,4}"
              + "(?:[\"'`](?![$%{<])[^\"'`\\s]{1,256}[\"'`]|localhost|\\d{1,3}(?:\\.\\d{1,3}){3}"
              + "|[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,8}\\.(?:com|net|org|io|internal|local|cn|dev)\\b)");

  /** Finds the parameter in a text and in whatever the text wraps. */
  Found in(String text) {
    var targets = EnumSet.noneOf(Target.class);
    var layers = TextLayers.of(text);
    var plain = layers.texts().stream().filter(this::isIn).toList();
    var documents = layers.documents().stream().filter(this::isIn).toList();
    plain.forEach(layer -> add(layer.lines().toList(), targets));
    documents.forEach(document -> add(objectsIn(document), targets));
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

  private void add(List<String> parts, Set<Target> targets) {
    var around = new HashMap<Lines, Boolean>();
    for (var index = 0; index < parts.size(); index++) {
      var part = parts.get(index);
      if (!isIn(part) || (parts.size() > 1 && COMMENT.matcher(part).matches())) {
        continue;
      }
      BREAKS
          .splitAsStream(part)
          .filter(it -> inUrl.matcher(it).find())
          .map(it -> namesProxy(it) ? Target.PROXY : Target.ELSEWHERE)
          .forEach(targets::add);
      if (beside.matcher(part).find()) {
        targets.add(targetOf(parts, index, around));
      }
    }
  }

  /**
   * Where the connection of one part goes.
   *
   * @param around what was found around others, which may be the same lines: all of a long text
   */
  private Target targetOf(List<String> parts, int index, Map<Lines, Boolean> around) {
    var part = parts.get(index);
    if (namesProxy(part)) {
      return Target.PROXY;
    } else if (HOST.matcher(part).find()) {
      return Target.ELSEWHERE;
    }
    var lines = new Lines(Math.max(0, index - near), Math.min(parts.size(), index + near + 1));
    return around.computeIfAbsent(
            lines, it -> namesProxy(String.join("\n", parts.subList(it.from(), it.to()))))
        ? Target.PROXY
        : Target.UNSAID;
  }

  static boolean namesProxy(String text) {
    return RdsHosts.in(text).found().stream()
        .anyMatch(found -> found.host().kind() == RdsHost.Kind.PROXY);
  }

  /** Each object of a document as one line. */
  private static List<String> objectsIn(String document) {
    var objects = new LinkedHashMap<String, StringBuilder>();
    for (var leaf : JsonTexts.in(document).orElse(List.of())) {
      var end = leaf.path().length() - leaf.key().length();
      if (!leaf.key().isEmpty() && end >= 0) {
        objects
            .computeIfAbsent(leaf.path().substring(0, end), first -> new StringBuilder())
            .append("\"%s\": \"%s\", ".formatted(leaf.key(), leaf.text().replace('\n', ' ')));
      }
    }
    return objects.values().stream().map(StringBuilder::toString).toList();
  }
}
