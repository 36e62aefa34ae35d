package io.datatier.policy.resources;

import io.datatier.policy.aws.Assignment;
import io.datatier.policy.aws.Assignment.Form;
import io.datatier.policy.aws.DatabaseEngine;
import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.ValueView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ports and engines in variables next to those that say where a host is: {@code DB_HOST,
 * DB_PORT, DB_ENGINE}.
 */
final class VariablesBeside {

  private static final Pattern HOST =
      Pattern.compile("(?<of>.*?)_?(?:host|hostname|endpoint|address|server)");
  private static final Pattern PORT = Pattern.compile("(?<of>.*?)_?port");
  private static final Pattern ENGINE =
      Pattern.compile("(?<of>.*?)_?(?:engine|dialect|client|adapter|connection|driver|type)");

  /** By what such a name is of, whether all say a port or engine that no proxy fronts. */
  private final Map<String, Boolean> unfronted = new HashMap<>();

  /** By a host, the variables that say it. */
  private final Map<RdsHost, List<Assignment>> saying = new HashMap<>();

  /** A document may say a host thousands of times, each of which asks. */
  private final Map<RdsHost, Boolean> asked = new HashMap<>();

  /** Those at and below a place. */
  VariablesBeside(ValueView place) {
    var variables = new ArrayList<Assignment>();
    for (var leaf : ConfigurationTexts.readable(place)) {
      var text = leaf.legible().orElseThrow();
      var within = Assignment.in(text);
      if (within.isEmpty()) {
        variables.add(Assignment.variable(nameOf(leaf, place), text));
      }
      variables.addAll(within);
    }
    for (var variable : variables) {
      of(PORT, variable).ifPresent(of -> add(of, isUnfronted(variable)));
      if (variable.form() != Form.FIELD) {
        of(ENGINE, variable)
            .ifPresent(
                of -> EnginesBeside.unfronted(variable.value()).ifPresent(it -> add(of, it)));
      }
      if (!variable.name().equalsIgnoreCase("value")) {
        RdsHosts.in(variable.value())
            .found()
            .forEach(
                it -> saying.computeIfAbsent(it.host(), first -> new ArrayList<>()).add(variable));
      }
    }
  }

  private void add(String of, boolean isUnfronted) {
    unfronted.merge(of, isUnfronted, Boolean::logicalAnd);
  }

  private static String nameOf(ValueView leaf, ValueView place) {
    var key = AddressCarrier.keyOf(leaf);
    var below = leaf.path().substring(place.path().length()).replaceFirst("^\\.", "");
    if (!key.equals("value") || !below.endsWith(key)) {
      return key;
    }
    return place
        .text(below.substring(0, below.length() - key.length()) + "name")
        .known()
        .orElse(key);
  }

  private static Optional<String> of(Pattern kind, Assignment variable) {
    var matcher = kind.matcher(variable.name().toLowerCase(Locale.ROOT));
    return matcher.matches() ? Optional.of(matcher.group("of")) : Optional.empty();
  }

  /** Whether wherever a host stands, the port next to it is that of an engine without proxies. */
  boolean areUnfronted(RdsHost host) {
    return asked.computeIfAbsent(host, this::areAllUnfronted);
  }

  private boolean areAllUnfronted(RdsHost host) {
    var all = saying.getOrDefault(host, List.of());
    return !all.isEmpty()
        && all.stream().allMatch(it -> of(HOST, it).filter(this::hasUnfronted).isPresent());
  }

  private boolean hasUnfronted(String of) {
    return unfronted.getOrDefault(of, false);
  }

  private static boolean isUnfronted(Assignment port) {
    return DatabaseEngine.isUnfrontedPort(port.value().strip());
  }
}
