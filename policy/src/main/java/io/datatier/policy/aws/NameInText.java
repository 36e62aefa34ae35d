package io.datatier.policy.aws;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a resource, as clients' configuration contains it.
 *
 * @param name in lower case; a text without it needs no closer look
 * @param pattern finds the name, in lower case, if it is not part of a longer name
 */
public record NameInText(String name, Pattern pattern) {

  private static final String BEFORE = "(?<![a-z0-9_./-])";
  private static final String AFTER = "(?![a-z0-9_/-])(?!\\.[a-z0-9])";

  /** A host name, which may be followed by a port, a path or a final dot. */
  public static NameInText ofHost(String name) {
    var host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return of(host, "(?<![a-z0-9_.-])" + quote(host) + "(?![a-z0-9_-])(?!\\.[a-z0-9])");
  }

  /** The name of a Systems Manager parameter, alone or in an ARN. */
  public static NameInText ofParameter(String name) {
    var slash = name.startsWith("/") ? "" : "/";
    return of(name, by(name, "") + "|:parameter" + slash + quote(name) + AFTER);
  }

  /** The name of a secret, alone or in an ARN, where it has appended characters. */
  public static NameInText ofSecret(String name) {
    var appended = "(?:-[a-z0-9]{6})?";
    return of(name, by(name, appended) + "|:secret:" + quote(name) + appended + AFTER);
  }

  /** An ARN. */
  public static NameInText ofArn(String arn) {
    return of(arn, BEFORE + quote(arn) + AFTER);
  }

  /** A name without a slash may be an ordinary word, unless it is the whole text. */
  private static String by(String name, String appended) {
    return name.contains("/")
        ? BEFORE + quote(name) + appended + AFTER
        : "^\\s*" + quote(name) + appended + "\\s*$";
  }

  private static NameInText of(String name, String pattern) {
    return new NameInText(name.toLowerCase(Locale.ROOT), Pattern.compile(pattern));
  }

  private static String quote(String name) {
    return Pattern.quote(name.toLowerCase(Locale.ROOT));
  }

  /** A text and the texts encoded in it, as names are searched in them. */
  public static List<String> layersOf(String text) {
    return Stream.concat(Stream.of(text), TextLayers.of(text).texts().stream())
        .map(layer -> layer.toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Whether it is in one of these layers of a text. */
  public boolean isIn(List<String> layers) {
    return layers.stream().anyMatch(layer -> pattern.matcher(layer).find());
  }
}
