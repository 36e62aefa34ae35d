package io.datatier.policy.aws;

import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The kinds of secrets in a text, never the secrets themselves. They are recognized by the format
 * that their issuer documents, by their place in a connection string, or by the name of the
 * variable.
 *
 * @param kinds what they are, each with its article: "a private key"
 * @param complete whether the whole text was looked at; false for one too large or too deep
 */
public record Credentials(Set<String> kinds, boolean complete) {

  /**
   * A secret in the format that its issuer documents.
   *
   * @param signs one of them is in each such secret, and searching for it costs far less than the
   *     pattern
   */
  private record Shape(String kind, Pattern pattern, List<String> signs) {

    static Shape of(String kind, String pattern, String... signs) {
      return new Shape(kind, Pattern.compile(pattern), List.of(signs));
    }

    boolean isIn(String text) {
      for (var sign : signs) {
        if (text.contains(sign)) {
          return pattern.matcher(text).find();
        }
      }
      return false;
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(
              "an AWS access key",
              "\\b(?:AKIA|ASIA)(?!\\w*EXAMPLE)[A-Z2-7]{16}\\b",
              "AKIA",
              "ASIA"),
          Shape.of("a private key", "-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----", "PRIVATE KEY"),
          Shape.of(
              "a GitHub token",
              "\\bgh[pousr]_[A-Za-z0-9]{36}|\\bgithub_pat_\\w{50}",
              "gh",
              "github_pat_"),
          Shape.of("a GitLab token", "\\bglpat-[\\w-]{20}", "glpat-"),
          Shape.of(
              "a Slack token",
              "\\bxox[abeprs]-[A-Za-z0-9-]{10}|hooks\\.slack\\.com/services/T\\w+/B",
              "xox",
              "slack"),
          Shape.of("a Stripe key", "\\b[rs]k_live_[A-Za-z0-9]{20}", "k_live_"),
          Shape.of("a Google API key", "\\bAIza[\\w-]{35}", "AIza"),
          Shape.of("an npm token", "\\bnpm_[A-Za-z0-9]{36}", "npm_"),
          Shape.of("a PyPI token", "\\bpypi-AgE[\\w-]{50}", "pypi-"),
          Shape.of("a SendGrid key", "\\bSG\\.[\\w-]{22}\\.[\\w-]{43}", "SG."),
          Shape.of("a Vault token", "\\bhvs\\.[\\w-]{24}", "hvs."),
          Shape.of("an Anthropic or OpenAI key", "\\bsk-(?:ant|proj|svcacct)-[\\w-]{20}", "sk-"),
          Shape.of("an Azure storage key", "AccountKey=[A-Za-z0-9+/]{80}", "AccountKey="));

  /** RFC 3986, 3.2.1: what stands between the colon and the at sign. */
  private static final Pattern IN_URL =
      Pattern.compile("://[^\\s/:@\"'?#]{0,256}+:([^\\s/@\"'?#]{1,256})@");

  /**
   * Whose of several passwords it is: words that stand after the password, and seldom before a
   * name, as those of an owner or a database do.
   */
  private static final String WHOSE =
      "ro|rw|readonly|readwrite|app|master|admin|root|main|default|db|rds|pg|postgres|postgresql"
          + "|mysql";

  /**
   * {@code password=…} in quotes, or up to the next separator, in libpq, JDBC, ADO.NET, TOML, and
   * before a command as {@code PGPASSWORD=…}. In quotes several words are a message.
   */
  private static final Pattern IN_STRING =
      Pattern.compile(
          "(?i)(?:(?<![a-z])|(?<![a-z])(?:pg|my|mysql|db|sql|rds|postgres|user|app|admin|root|master|redis))"
              + "(?:password|passwd|pwd)(?:[_-](?:%s))?\\s{0,8}=\\s{0,8}".formatted(WHOSE)
              + "(\"[^\"\\s]{1,256}\"|'[^'\\s]{1,256}'|\\{\\{[^}\\n]{0,256}}}|(?!')[^\\s;&\"]{1,256})");

  /** {@code user:password@tcp(host:port)/database}, as Go's drivers take it. */
  private static final Pattern IN_DSN =
      Pattern.compile("(?<![\\w.-])[\\w.-]{1,64}:([^\\s:@/\"']{1,256})@(?:tcp|udp|unix)\\(");

  /** A line of YAML that is a field and one word. */
  private static final Pattern IN_YAML =
      Pattern.compile(
          "(?im)^[ \\t]*(?:- )?[\"']?[\\w.-]{0,64}?(?:password|passwd|pwd)(?:[_-](?:%s))?[\"']?:[ \\t]{1,8}"
                  .formatted(WHOSE)
              + "[\"']?([^\\s\"'#]{1,256})[\"']?[ \\t]*$");

  private static final Pattern BEFORE_HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** What of several passwords a name says at its end: a number, a stage, whose it is. */
  private static final Pattern WHICH =
      Pattern.compile(
          "(?:[_-]?\\d{1,3}|[_-](?:v\\d{1,3}|prod|production|prd|live|stage|staging|stg|uat|qa|test"
              + "|dev|development|local|old|new|current|previous|primary|secondary|backup|%s)){1,4}$"
                  .formatted(WHOSE));

  /** A pass that opens no database: a filter's, a traveller's, a compiler's. */
  private static final Pattern OTHER_PASS =
      Pattern.compile(
          "(?:.*[_-])?(?:low|high|band|all|boarding|season|day|ski|bus|train|first|second|final"
              + "|single|multi|render|by|over|under)[_-]pass");

  /** A name that ends with one of these words holds a password, whatever the value looks like. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?:.*(?:password|passwd|passwort|pword|pwd|pswd|passwds|passwords)|pass|passcode|pw"
              + "|(?:db|pg|my|mysql|sql|rds|postgres|user|usr|admin|root|master|app|redis|smtp|mail"
              + "|ftp|ldap|http|auth|login)(?:pass|pw))");

  /** {@code host:port:database:user:password} (PostgreSQL, "The Password File"). */
  private static final Pattern PASSWORD_FILE =
      Pattern.compile(
          "(?m)^(?:\\*|[A-Za-z][\\w.-]*|[\\d.]{7,15}):(?:\\d{2,5}|\\*):[^:\\n]+:[^:\\n]+:(\\S+)$");

  private static final Pattern PASSPHRASE = Pattern.compile(".*(?:pass_?phrase)");

  /** A name that ends with one of these words holds a secret or says where one is stored. */
  private static final Pattern KEY =
      Pattern.compile(
          ".*(?:secret|token|credentials?|(?:secret|api|access|private|signing|encryption)_?key)");

  /**
   * References to secrets and placeholders: ARNs, key ids, paths, tools' references, masks,
   * switches.
   */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)arn:[a-z-]+:.*|mrk-[0-9a-f]{32}|rds!(?:db|cluster)-[0-9a-f-]{36}|[01tfyn]|n/a|redacted|masked|unset|(?:/[a-z0-9_.-]+)+/?|(?:aws-?)?(?:ssm|secretsmanager|sm):.*"
              + "|vault:[^/\\s]+/.*"
              + "|(?:vault|op|kms|s3|https?|file|env|alias)(?:://|:/|/).*"
              + "|[$%#@]?\\{.*}|<.*>|\\[.*]|\\$(?:env:)?\\w+|\\$\\(.*\\)|%\\w+%"
              + "|[*x.\u2022]+|true|false|yes|no|on|off|null|none|undefined|enabled|disabled"
              + "|optional|required|require|never|always|prompt|string|%[sdv]|%\\(\\w+\\)s"
              + "|(?-i:[A-Z_]*(?:PASSWORD|PASSWD|PWD)[A-Z_]*)",
          Pattern.DOTALL);

  /** Lower-case words that name a secret: {@code campaign/db-password}. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.*(?:secret|password|passwd|credential|param|token|key))[A-Za-z0-9!]+(?:[-_./][A-Za-z0-9!]+)+");

  /** A run of letters and digits that looks random. */
  private static final Pattern RANDOM =
      Pattern.compile(
          "(?=[A-Za-z0-9+/=_-]*[0-9])(?=[A-Za-z0-9+/=_-]*[A-Za-z])(?:[A-Za-z0-9+/=]{16,}|[\\w-]*[A-Za-z0-9]{16,}[\\w-]*)");

  public Credentials {
    kinds = Set.copyOf(kinds);
  }

  /**
   * Finds secrets in a named value.
   *
   * @param name such as that of an environment variable
   */
  public static Credentials in(String name, String text) {
    var kinds = new TreeSet<String>();
    byName(name, text).ifPresent(kinds::add);
    documents(text)
        .forEach(leaf -> byName(leaf.key(), within(text, leaf.text())).ifPresent(kinds::add));
    var layers = TextLayers.of(text);
    for (var decoded : layers.texts()) {
      var layer = within(text, decoded);
      SHAPES.stream().filter(it -> it.isIn(layer)).map(Shape::kind).forEach(kinds::add);
      if (holdsPassword(IN_URL, "://", layer)
          || holdsPassword(IN_STRING, "=", layer)
          || holdsPassword(IN_DSN, "@", layer)) {
        kinds.add("a password in a connection string");
      }
      if (holdsPassword(IN_YAML, ":", layer)) {
        kinds.add("a password");
      }
      if (holdsPassword(PASSWORD_FILE, ":", layer)) {
        kinds.add("a password file");
      }
    }
    return new Credentials(kinds, layers.complete());
  }

  /** What is decoded from a text that is known is known as well, whatever characters it has. */
  private static String within(String whole, String decoded) {
    return whole.contains(Unknown.PART) ? decoded : decoded.replace(Unknown.PART, "");
  }

  /** The texts in a JSON document, plain or in base64. */
  private static List<JsonTexts.Leaf> documents(String text) {
    if (text.length() > TextLayers.LARGEST) {
      return List.of();
    }
    return JsonTexts.in(text)
        .orElseGet(
            () ->
                Encodings.bytesIn(text).stream()
                    .limit(1)
                    .flatMap(bytes -> Encodings.text(bytes, TextLayers.LARGEST).text().stream())
                    .flatMap(decoded -> JsonTexts.in(decoded).stream())
                    .flatMap(List::stream)
                    .toList());
  }

  /** Whether one stands there; most texts lack the sign of such a place. */
  private static boolean holdsPassword(Pattern place, String sign, String text) {
    return text.contains(sign)
        && place
            .matcher(text)
            .results()
            .map(hit -> unquoted(hit.group(1)))
            .anyMatch(it -> !isReference(it) && !NAME.matcher(it).matches());
  }

  private static String unquoted(String value) {
    var first = value.charAt(0);
    var quoted =
        value.length() > 2 && (first == '"' || first == '\'') && value.endsWith("" + first);
    return quoted ? value.substring(1, value.length() - 1).strip() : value;
  }

  private static Optional<String> byName(String name, String value) {
    var words =
        WHICH
            .matcher(BEFORE_HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT))
            .replaceFirst("");
    var last = words.substring(Math.max(words.lastIndexOf('_'), words.lastIndexOf('-')) + 1);
    var text = value.strip();
    if (isReference(text) || NAME.matcher(text).matches() || OTHER_PASS.matcher(words).matches()) {
      return Optional.empty();
    } else if (PASSWORD.matcher(last).matches() || PASSPHRASE.matcher(words).matches()) {
      return Optional.of("a password");
    }
    var secret = KEY.matcher(words).matches() && RANDOM.matcher(text).matches();
    return secret ? Optional.of("a key or token") : Optional.empty();
  }

  private static boolean isReference(String value) {
    return value.isEmpty()
        // The rest of a command that a shell runs for it.
        || value.startsWith("$(")
        || value.startsWith("`")
        // A part of it is unknown.
        || value.contains(Unknown.PART)
        || REFERENCE.matcher(value).matches();
  }
}
