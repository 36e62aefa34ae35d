package io.datatier.policy.aws;

import java.util.regex.Pattern;

/**
 * The options that a client of PostgreSQL sends when it connects, in the parameter {@code options}
 * (PostgreSQL, "Parameter Key Words"). RDS Proxy refuses them: 0A000, "command-line options".
 */
public final class StartupOptions {

  /** The variable that libpq takes them from (PostgreSQL, "Environment Variables"). */
  public static final String VARIABLE = "PGOPTIONS";

  private static final Pattern IN_URL = Pattern.compile("[?&]options=[^&]");
  private static final Pattern IN_STRING = Pattern.compile("(?:^|\\s)options\\s*=\\s*\\S");
  private static final Pattern BREAKS = Pattern.compile("[\\s\"'<>]");
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?i)(?:pg|db|database|postgres|postgresql|rds|sql).*(?:host|hostname|url|uri|dsn|endpoint|server|address)"
              + "|host|hostname|pghostaddr");

  private StartupOptions() {}

  /** Whether a connection string sends options to a proxy. */
  public static boolean goToProxy(String text) {
    return TextLayers.of(text).texts().stream().anyMatch(StartupOptions::inLayer);
  }

  private static boolean inLayer(String layer) {
    return layer.contains("options")
        && layer
            .lines()
            .anyMatch(
                line ->
                    sends(IN_STRING, line)
                        || BREAKS.splitAsStream(line).anyMatch(part -> sends(IN_URL, part)));
  }

  private static boolean sends(Pattern options, String text) {
    return options.matcher(text).find() && namesProxy(text);
  }

  /** Whether a text names a proxy. */
  public static boolean namesProxy(String text) {
    return RdsHosts.in(text).found().stream()
        .anyMatch(found -> found.host().kind() == RdsHost.Kind.PROXY);
  }

  /** Whether a variable of this name says where a database is. */
  public static boolean saysWhere(Assignment variable) {
    return HOST_NAME.matcher(variable.name()).matches() && !variable.value().isBlank();
  }
}
