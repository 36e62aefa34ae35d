package io.datatier.policy.resources;

import io.datatier.policy.aws.DatabaseEngine;
import io.datatier.policy.aws.JsonTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The engines next to hosts in a JSON document, as in the secrets of databases (Secrets Manager
 * user guide, "JSON structure of secrets") and the settings of libraries.
 */
final class EnginesBeside {

  private static final Set<String> ENGINES =
      Set.of("engine", "dialect", "client", "adapter", "type");

  private static final Set<String> HOSTS = Set.of("host", "hostname", "server", "endpoint");

  /** Django's settings have the module of an engine. */
  private static final String MODULE = "django.db.backends.";

  /** What libraries call engines that no proxy fronts, besides the names of RDS. */
  private static final Pattern UNFRONTED =
      Pattern.compile(
          "oracle(?:db|[_-]enhanced|[:_-]thin|-?\\d{1,2}[cgi]?|\\.jdbc\\..*)|oci8|ibm_?db2?|db2-?luw");

  /** How the names of all others begin, and those of their libraries. */
  private static final Pattern FRONTED =
      Pattern.compile("aurora|postg|psycopg|pg|mysql|maria|sqlserver|mssql|tedious");

  /** By the path of an object, whether no proxy fronts any engine that it names. */
  private final Map<String, Boolean> unfronted = new HashMap<>();

  EnginesBeside(List<JsonTexts.Leaf> leaves) {
    for (var leaf : leaves) {
      if (is(ENGINES, leaf)) {
        unfronted(leaf.text())
            .ifPresent(it -> unfronted.merge(objectOf(leaf), it, Boolean::logicalAnd));
      }
    }
  }

  private static boolean is(Set<String> keys, JsonTexts.Leaf leaf) {
    return keys.contains(leaf.key().toLowerCase(Locale.ROOT));
  }

  /**
   * Whether no proxy fronts an engine, under its name or that of a library or module; empty if the
   * name is no engine's, which says nothing.
   */
  static Optional<Boolean> unfronted(String name) {
    var lower = name.strip().toLowerCase(Locale.ROOT);
    var engine = lower.startsWith(MODULE) ? lower.substring(MODULE.length()) : lower;
    if (DatabaseEngine.isUnfronted(engine) || UNFRONTED.matcher(engine).matches()) {
      return Optional.of(true);
    }
    return FRONTED.matcher(engine).lookingAt() ? Optional.of(false) : Optional.empty();
  }

  private static String objectOf(JsonTexts.Leaf leaf) {
    return leaf.path().substring(0, Math.max(0, leaf.path().lastIndexOf('.')));
  }

  /** Whether there is such an engine at all. */
  boolean areUnfronted() {
    return unfronted.containsValue(true);
  }

  /** Whether a text is the host, and no URL, of a database that no proxy fronts. */
  boolean areUnfronted(JsonTexts.Leaf leaf) {
    return is(HOSTS, leaf)
        && !leaf.text().contains("//")
        && unfronted.getOrDefault(objectOf(leaf), false);
  }
}
