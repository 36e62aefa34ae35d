package io.datatier.policy.aws;

import io.datatier.policy.aws.ConnectionParameter.Target;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of a text, and where each says that a connection goes. */
final class ConnectionLines {

  /** A host that is written out: a name in code stands for one. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?i)://[^\\s/]{0,256}[a-z0-9-]\\.[a-z]|(?:(?:host|server|broker|node|endpoint)s?|hostaddr"
              + "|hostname|address|data source)[\"'`]?\\s{0,4}(?:=>|[:=])\\s{0,4}"
              + "(?:[\"'`](?![$%{</])[^\"'`\\s]{1,256}[\"'`]|localhost|\\d{1,3}(?:\\.\\d{1,3}){3}"
              + "|[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,8}\\.(?:com|net|org|io|internal|local|cn|dev)\\b)");

  private final List<String> lines;

  /** By the number of a line, where it says that one goes; each line is read once. */
  private @Nullable NavigableMap<Integer, Target> said;

  ConnectionLines(List<String> lines) {
    this.lines = lines;
  }

  /**
   * What the line says, or else the nearest that says it; of two, the first, for most name the host
   * first.
   *
   * @param most how many lines away it may be
   */
  Target nearest(int index, int most) {
    var own = targetOf(lines.get(index));
    if (own != Target.UNSAID) {
      return own;
    }
    var before = said().lowerEntry(index);
    var after = said().higherEntry(index);
    var toBefore = before == null ? Integer.MAX_VALUE : index - before.getKey();
    var toAfter = after == null ? Integer.MAX_VALUE : after.getKey() - index;
    if (before != null && toBefore <= Math.min(toAfter, most)) {
      return before.getValue();
    }
    return after != null && toAfter <= most ? after.getValue() : Target.UNSAID;
  }

  private NavigableMap<Integer, Target> said() {
    var known = said;
    if (known == null) {
      known = new TreeMap<>();
      for (var index = 0; index < lines.size(); index++) {
        var target = targetOf(lines.get(index));
        if (target != Target.UNSAID) {
          known.put(index, target);
        }
      }
      said = known;
    }
    return known;
  }

  private static Target targetOf(String line) {
    // What a line wraps is a text of its own.
    if (line.toLowerCase(Locale.ROOT).contains("rds") && ConnectionParameter.namesProxy(line)) {
      return Target.PROXY;
    }
    return HOST.matcher(line).find() ? Target.ELSEWHERE : Target.UNSAID;
  }
}
