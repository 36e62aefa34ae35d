package io.datatier.policy.aws;

import io.datatier.policy.aws.ConnectionParameter.Target;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The options that a client of PostgreSQL sends when it connects, in the parameter {@code options}
 * (PostgreSQL, "Parameter Key Words"). RDS Proxy refuses them: 0A000, "command-line options".
 */
public final class StartupOptions {

  /** The variable that libpq takes them from (PostgreSQL, "Environment Variables"). */
  public static final String VARIABLE = "PGOPTIONS";

  private static final String WORD = "options";

  /** Other programs have options, too. */
  private static final String OF_DATABASE = "(?:pg|db|database|postgres|connection)_?";

  /** As the server's command line takes them, which sets other programs' options apart. */
  private static final String OF_SERVER =
      "(?:-c[\\s\\\\+]{0,4}[\"']?[a-z_.]{1,80}\\s?(?:=|%3d)|--[a-z]{1,40}_[a-z_]{1,40}=)";

  private static final Pattern NAME =
      Pattern.compile("(?i)(?:(?:\\w*_)?" + OF_DATABASE + ")?options");

  private static final Pattern VALUE = Pattern.compile("(?i)\\s{0,8}[\"']?" + OF_SERVER);

  private static final ConnectionParameter PARAMETER =
      new ConnectionParameter(
          List.of(WORD),
          Pattern.compile("(?i)[?&]options=[^&]"),
          Pattern.compile(
              "(?i)(?:^|[\\s;,{(.:\"'`])"
                  + "(?:%s)?options[\"'`]?\\]?".formatted(OF_DATABASE)
                  + "\\s{0,8}(?:=>|[:=,])\\s{0,8}[a-z]{0,2}[\"'`]?\\s{0,2}"
                  + OF_SERVER),
          Integer.MAX_VALUE);

  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?i)(?:pg|db|database|postgres|postgresql|rds|sql).*(?:host|hostname|url|uri|dsn|endpoint|server|address)"
              + "|host|hostname|pghostaddr");

  /**
   * What a text sends.
   *
   * @param mentioned whether the text or its key speaks of options of any kind
   * @param toProxy whether they go to a proxy
   * @param somewhere whether they go to a place that the text does not say
   */
  public record Sent(boolean mentioned, boolean toProxy, boolean somewhere) {}

  private StartupOptions() {}

  /**
   * What a text says of them.
   *
   * @param key what the text is called where it stands
   */
  public static Sent in(String key, String text) {
    var found = PARAMETER.in(text);
    return new Sent(
        found.mentioned() || key.toLowerCase(Locale.ROOT).contains(WORD),
        found.targets().contains(Target.PROXY),
        found.targets().contains(Target.UNSAID));
  }

  /** Whether a variable holds options that can only be meant for PostgreSQL's server. */
  public static boolean areIn(Assignment variable) {
    return NAME.matcher(variable.name()).matches() && VALUE.matcher(variable.value()).lookingAt();
  }

  /** Whether a text names a proxy. */
  public static boolean namesProxy(String text) {
    return ConnectionParameter.namesProxy(text);
  }

  /** Whether a variable of this name says where a database is. */
  public static boolean saysWhere(Assignment variable) {
    return HOST_NAME.matcher(variable.name()).matches() && !variable.value().isBlank();
  }
}
