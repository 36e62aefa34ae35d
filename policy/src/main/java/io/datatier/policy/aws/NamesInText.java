package io.datatier.policy.aws;

import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names in a text by which it may lead to something: of hosts, parameters, secrets, objects and
 * whatever else has an ARN. All are in lower case.
 */
public final class NamesInText {

  /**
   * A name.
   *
   * @param field what is asked for of the JSON that a secret holds, as in {@code
   *     arn:…:secret:app-a1B2c3:host::}; or empty
   */
  public record Name(String name, String field) {}

  private static final Pattern RUN = Pattern.compile("[a-z0-9_./+=@:!-]{2,}");

  private static final Pattern PARTLY_UNKNOWN =
      Pattern.compile(
          "(?<![A-Za-z0-9_./+=@:!-])[A-Za-z0-9_./+=@:!-]*+(?:"
              + Unknown.PART
              + "[A-Za-z0-9_./+=@:!-]*+)+");

  /** No name is longer: 2,048 characters of an ARN (IAM and STS quotas). */
  private static final int LONGEST = 2048;

  /** What CloudFormation and some tools put before a name. */
  private static final Pattern RESOLVED =
      Pattern.compile(
          "(?:.*[^a-z])?(?:secretsmanager|ssm(?:-secure)?|parameterstore):(?<rest>[^:].*)");

  /** AppConfig's agent takes paths: {@code /applications/orders/environments/prod/…}. */
  private static final Pattern APP_CONFIG =
      Pattern.compile("(?:^|/)(?:applications|configurations)/([^/]+)");

  private static final Pattern PORT = Pattern.compile("(?<host>[a-z0-9_.-]+):\\d{1,5}");

  /** Parameter Store reads secrets, too ("Referencing AWS Secrets Manager secrets"). */
  private static final String SECRET_AS_PARAMETER = "/aws/reference/secretsmanager/";

  /** What Secrets Manager appends to a name. */
  private static final Pattern APPENDED = Pattern.compile("-[a-z0-9]{6}$");

  /** What makes the name of a secret or parameter of the word after it. */
  private static final Pattern ASKING =
      Pattern.compile(
          "(?:secret|param(?:eter)?|ssm|config|application|profile|table|bucket|key)[a-z_-]*+"
              + "[\"']?[\\s=:(,]{1,4}[\"']?$"
              + "|get_?parameters?\\w*+\\W{1,20}names?[\"']?\\s*[=:]\\s*\\[?\\s*[\"']?$"
              + "|(?:get-parameters?|get-secret-value|describe-secret)\\b[^\\n]{0,100}"
              + "--(?:names?|secret-id)[\\s=]+[\"']?$");

  private static final int NEAR = 160;

  /** In a key: where the name of one is expected that holds something. */
  private static final Pattern HOLDER =
      Pattern.compile(
          "secret|param|ssm|config|setting|table|bucket|object|file|key|path|prefix|host|endpoint"
              + "|address|url|uri|dsn|arn|credential");

  /** At the end of a key: a stage, a database, a user, a program and what else words stand for. */
  private static final Pattern ELSE =
      Pattern.compile(
          "(?:^|[^a-z])(?:stage|env|environment|tier|mode|level|region|zone|cluster|database|db"
              + "|dbname|schema|user|username|role|app|application|project|team|owner"
              + "|tenant|customer|queue|topic|channel|group|type|kind|version|branch|label|tag"
              + "|namespace|(?:[a-z]+[^a-z])?name)$");

  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

  /** What reads parameters by the beginning of their names. */
  private static final Pattern BY_PATH = Pattern.compile("ssm|param|prefix|config|secret|path");

  /** The same in a document, where logs, routes and files have prefixes and paths, too. */
  private static final Pattern BY_PREFIX =
      Pattern.compile(
          "ssm|param|^prefix$"
              + "|(?:secret|config|connections?|variables?)[a-z_-]{0,40}(?:prefix|path)");

  private static final Pattern READING = Pattern.compile("by[-_]?path");

  /** Chamber runs a program with all parameters under some paths, which it has without a slash. */
  private static final Pattern CHAMBER =
      Pattern.compile("\\bchamber\\s+exec\\s+(?<paths>[a-z0-9_./ -]{1,500}?)\\s+--(?:\\s|$)");

  /** Spring Cloud AWS reads all parameters below what it imports, several after semicolons. */
  private static final Pattern IMPORT =
      Pattern.compile("parameterstore:(?<paths>/[a-z0-9_./-]+(?:;/[a-z0-9_./-]+){0,50})");

  private static final Pattern PATH = Pattern.compile("(?:/[a-z0-9_.-]+)+/?");

  /** A text and what it is called where it stands. */
  private record Called(String key, String text) {

    int length() {
      return key.length() + text.length();
    }
  }

  private static final LatestAnswers<Called, Set<Name>> LATEST =
      new LatestAnswers<>(NamesInText::names, Called::length);

  private static final LatestAnswers<Called, Set<String>> LATEST_PATHS =
      new LatestAnswers<>(NamesInText::paths, Called::length);

  private NamesInText() {}

  /** The names in a text that is called nothing, and in what it wraps. */
  public static Set<Name> in(String text) {
    return in("", text);
  }

  /**
   * The names in a text, and in what it wraps.
   *
   * @param key what the text is called where it stands
   */
  public static Set<Name> in(String key, String text) {
    return LATEST.of(new Called(key, text));
  }

  private static Set<Name> names(Called called) {
    var names = new LinkedHashSet<Name>();
    addWhole(called.key(), called.text(), names);
    for (var layer : TextLayers.of(called.text()).texts()) {
      addWhole(called.key(), layer, names);
      var lower = codeIn(layer).toLowerCase(Locale.ROOT);
      var matcher = RUN.matcher(lower);
      while (matcher.find()) {
        if (matcher.end() - matcher.start() <= LONGEST) {
          addRun(lower, matcher.start(), matcher.group(), names);
        }
      }
    }
    return Collections.unmodifiableSet(names);
  }

  /** Without comments, and without names of which a part is unknown. */
  private static String codeIn(String layer) {
    return PARTLY_UNKNOWN.matcher(new Comments(layer).without()).replaceAll(" ");
  }

  /** Names that stand by themselves may be plain words, unless their key says what they are. */
  private static void addWhole(String key, String text, Set<Name> names) {
    var whole = text.strip().toLowerCase(Locale.ROOT);
    if (!whole.isEmpty() && whole.length() < NEAR * 4 && !(isWord(whole) && saysWhat(key))) {
      add(whole, "", names);
    }
  }

  private static boolean saysWhat(String key) {
    var words = HUMP.matcher(key).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    return ELSE.matcher(words).find() && !HOLDER.matcher(words).find();
  }

  private static boolean isWord(String run) {
    return run.chars().noneMatch(c -> "./:=@".indexOf(c) >= 0);
  }

  private static boolean isAskedFor(String text, int start) {
    return ASKING.matcher(text.substring(Math.max(0, start - NEAR), start)).find();
  }

  private static void addRun(String text, int start, String run, Set<Name> names) {
    var value = afterLast(run, "=");
    var at = start + run.length() - value.length();
    if (isWord(value)) {
      if (isAskedFor(text, at)) {
        add(value, "", names);
      }
      return;
    }
    add(run, "", names);
    add(value, "", names);
    addHost(afterLast(afterLast(value, "://"), "@"), names);
    APP_CONFIG.matcher(run).results().forEach(hit -> add(hit.group(1), "", names));
    var arn = run.indexOf("arn:");
    if (arn >= 0) {
      addArn(run.substring(arn), names);
    } else {
      var resolved = RESOLVED.matcher(run);
      if (resolved.matches()) {
        addFields(List.of(resolved.group("rest").split(":", -1)), names);
      }
    }
  }

  private static void addArn(String arn, Set<Name> names) {
    var parts = List.of(arn.split(":", -1));
    if (parts.size() < 6) {
      return;
    }
    var resource = parts.get(5);
    switch (parts.get(2)) {
      case "secretsmanager" -> {
        if (parts.size() > 6) {
          var field = parts.size() > 7 ? parts.get(7) : "";
          add(String.join(":", parts.subList(0, 7)), field, names);
          add(parts.get(6), field, names);
        }
      }
      case "ssm" -> {
        var name = resource.replaceFirst("^parameter(?=/)", "");
        add(name, "", names);
        // A parameter whose name has no slash has one in its ARN.
        add(name.replaceFirst("^/(?=[^/]+$)", ""), "", names);
      }
      default -> add(resource, "", names);
    }
  }

  /** {@code name:SecretString:field}. */
  private static void addFields(List<String> parts, Set<Name> names) {
    var fielded = parts.size() > 2 && parts.get(1).equals("secretstring");
    add(parts.get(0), fielded ? parts.get(2) : "", names);
  }

  /** The host of a URL, of {@code host:port}, or of {@code host/database}. */
  private static void addHost(String authority, Set<Name> names) {
    var slash = authority.indexOf('/');
    var host = slash > 0 ? authority.substring(0, slash) : authority;
    var matcher = PORT.matcher(host);
    names.add(new Name(withoutEnd(matcher.matches() ? matcher.group("host") : host), ""));
    // What follows the scheme may be a bucket and a key.
    names.add(new Name(withoutEnd(authority), ""));
  }

  /** With and without the six characters that Secrets Manager appends to a name. */
  private static void add(String text, String field, Set<Name> names) {
    var whole = withoutEnd(text);
    var name =
        whole.startsWith(SECRET_AS_PARAMETER)
            ? whole.substring(SECRET_AS_PARAMETER.length())
            : whole;
    names.add(new Name(name, field));
    names.add(new Name(APPENDED.matcher(name).replaceFirst(""), field));
  }

  private static String withoutEnd(String name) {
    var end = name.length();
    while (end > 0 && ".:/".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return name.substring(0, end);
  }

  private static String afterLast(String text, String mark) {
    var at = text.lastIndexOf(mark);
    return at < 0 ? text : text.substring(at + mark.length());
  }

  private static void addPath(Pattern reader, String key, String text, Set<String> paths) {
    var whole = text.strip().toLowerCase(Locale.ROOT);
    if (PATH.matcher(whole).matches() && reader.matcher(key.toLowerCase(Locale.ROOT)).find()) {
      paths.add(withoutEnd(whole));
    }
  }

  private static void addChamber(String text, Set<String> paths) {
    CHAMBER
        .matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .flatMap(hit -> Pattern.compile("\\s+").splitAsStream(hit.group(1)))
        .map(path -> withoutEnd(path.startsWith("/") ? path : "/" + path))
        .forEach(paths::add);
  }

  /**
   * The beginnings of names under which a text has everything read.
   *
   * @param key what the text is called where it stands
   */
  public static Set<String> pathsIn(String key, String text) {
    return LATEST_PATHS.of(new Called(key, text));
  }

  private static Set<String> paths(Called called) {
    var text = called.text();
    var paths = new LinkedHashSet<String>();
    addPath(BY_PATH, called.key(), text, paths);
    JsonTexts.in(text)
        .ifPresent(
            leaves -> leaves.forEach(leaf -> addPath(BY_PREFIX, leaf.key(), leaf.text(), paths)));
    var layers = TextLayers.of(text).texts().stream().map(NamesInText::codeIn).toList();
    // The words of a command stand one by one in a container's definition.
    addChamber(String.join(" ", layers), paths);
    for (var layer : layers) {
      addChamber(layer, paths);
      var lower = layer.toLowerCase(Locale.ROOT);
      if (lower.contains("parameterstore:")) {
        IMPORT
            .matcher(lower)
            .results()
            .flatMap(hit -> Stream.of(hit.group(1).split(";", -1)))
            .forEach(path -> paths.add(withoutEnd(path)));
      }
      for (var line : lower.lines().toList()) {
        if (line.length() < LONGEST && READING.matcher(line).find()) {
          PATH.matcher(line).results().forEach(hit -> paths.add(withoutEnd(hit.group())));
        }
      }
    }
    return Collections.unmodifiableSet(paths);
  }
}
