package io.datatier.policy.aws;

import io.datatier.policy.aws.ConnectionParameter.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a client's settings weaken TLS for its connections, as drivers of PostgreSQL, MySQL and SQL
 * Server spell it (PostgreSQL, "SSL Mode Descriptions"; MySQL, "Connection Options").
 */
public enum WeakTls {
  OFF(
      "turns TLS off, and a proxy that requires TLS refuses that",
      "ssl[ _-]?mode SEP disabled?|(?:(?:use_?)?ssl|tls|encrypt)(?:_enabled)? SEP"
          + " (?:false|off|no|0|disabled?)"),
  OPTIONAL(
      "goes on without TLS if it must, and does not verify whom it talks to",
      "ssl[ _-]?mode SEP (?:allow|prefer(?:red)?)|(?:tls|encrypt) SEP (?:preferred|optional)"),
  UNVERIFIED(
      "does not verify whom it talks to",
      "(?:ssl[ _-]?mode|ssl) SEP no-verify|tls SEP skip-verify"
          + "|(?:ssl_|tls_)?reject_?unauthorized SEP (?:false|0)"
          + "|trust[ _]?server[ _]?certificate SEP (?:true|yes|1)"
          + "|sslfactory SEP (?:org\\.postgresql\\.ssl\\.)?NonValidatingFactory"
          + "|(?:verify_?server_?certificate|ssl_?verify_?cert) SEP (?:false|no|0)"
          + "|insecure_?skip_?verify SEP (?:true|1)");

  /**
   * What a text says of one.
   *
   * @param toProxy whether it weakens connections to a proxy
   * @param somewhere whether it weakens connections to a place that the text does not say
   */
  public record Found(boolean toProxy, boolean somewhere) {}

  /** There before the first of the enum is. */
  private static final class Parts {
    private static final List<String> WORDS =
        List.of("ssl", "tls", "encrypt", "unauthorized", "certificate", "insecure");

    private static final String SEPARATOR = "[\"'`]?\\]?\\s{0,4}(?:=>|[:=])\\s{0,4}[\"'`]?";

    private static final String OF_DATABASE =
        "(?:pg|db|database|postgres|postgresql|mysql|rds|sql|node_tls)_?";

    /** One line of code seldom has the whole call. */
    private static final int NEAR = 4;
  }

  /** A variable by itself is a database's if its name says so: many things have TLS. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:\\w*_)?%s(?:use_?)?(?:ssl|tls|encrypt|trust|reject|verify|insecure).*|.*ssl_?mode"
              .formatted(Parts.OF_DATABASE));

  private final String words;
  private final Pattern pair;
  private final Pattern inUrl;
  private final Pattern beside;

  WeakTls(String words, String pairs) {
    this.words = words;
    var all = "(?:" + pairs.replace(" SEP ", Parts.SEPARATOR) + ")(?![\\w-])";
    var named = "(?:" + Parts.OF_DATABASE + ")?" + all;
    this.pair = Pattern.compile("(?i)\\w*?" + all);
    this.inUrl = Pattern.compile("(?i)[?&;]" + all);
    this.beside = Pattern.compile("(?i)(?:^|[\\s;,{(.:\"'`])" + named);
  }

  /** What it does. */
  public String words() {
    return words;
  }

  /** What a text says of each. */
  public static Map<WeakTls, Found> in(String text) {
    var texts = new ConnectionTexts(text, Parts.WORDS);
    var found = new EnumMap<WeakTls, Found>(WeakTls.class);
    for (var weak : values()) {
      var targets =
          new ConnectionParameter(Parts.WORDS, weak.inUrl, weak.beside, Parts.NEAR)
              .in(texts)
              .targets();
      found.put(weak, new Found(targets.contains(Target.PROXY), targets.contains(Target.UNSAID)));
    }
    return found;
  }

  /** Whether a variable is set so for a database. */
  public boolean isIn(Assignment variable) {
    return NAME.matcher(variable.name()).matches()
        && pair.matcher(variable.name() + "=" + variable.value().strip()).matches();
  }

  /** Whether a text, or what it is called, may be about TLS at all. */
  public static boolean mayBeIn(String key, String text) {
    var name = key.toLowerCase(Locale.ROOT);
    return Parts.WORDS.stream().anyMatch(name::contains)
        || ConnectionParameter.areIn(text, Parts.WORDS);
  }
}
