package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.JsonTexts;
import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Finds database addresses in a client's configuration, which should contain none.
 *
 * @param databases that know whose address it is; asked for where there is one
 */
public record DirectAddresses(Supplier<Databases> databases) {

  /** To sort the databases in sight takes long, and a text may have thousands of hosts. */
  public DirectAddresses {
    databases = once(databases);
  }

  private static Supplier<Databases> once(Supplier<Databases> databases) {
    var known = new ArrayList<Databases>(1);
    return () -> {
      if (known.isEmpty()) {
        known.add(databases.get());
      }
      return known.get(0);
    };
  }

  /** The databases in sight. */
  public interface Databases {

    /**
     * A verdict on an address, unless a client may hold it.
     *
     * @param unfronted whether its connection string is for an engine that no proxy fronts
     */
    Verdict judge(RdsHost host, boolean unfronted, String path, Verdict direct);
  }

  /**
   * Judges every text at and below some properties of a client by what the run has shown before it.
   * Unknown ones, and those that are too large to be looked at, are undecided.
   */
  public static Verdict of(ResourceView client, List<String> properties) {
    var addresses = new DirectAddresses(() -> UnfrontedDatabases.before(client));
    return Verdict.each(properties, property -> addresses.in(client.at(property)));
  }

  /** Judges every text at and below a place. */
  Verdict in(ValueView place) {
    var variables = new ArrayList<VariablesBeside>(1);
    return besideVariables(
            host -> {
              if (variables.isEmpty()) {
                variables.add(new VariablesBeside(place));
              }
              return variables.get(0).areUnfronted(host);
            })
        .judgeAll(place);
  }

  private Verdict judgeAll(ValueView place) {
    return ConfigurationTexts.judge(place, this::judge);
  }

  /**
   * The same, but that an address next to the port or name of an engine that no proxy fronts stops
   * nothing. Another variable proves nothing: the code may use a different one.
   */
  private DirectAddresses besideVariables(Predicate<RdsHost> unfronted) {
    return new DirectAddresses(
        () -> {
          var known = databases.get();
          return (host, ofUnfronted, path, direct) -> {
            var verdict = known.judge(host, ofUnfronted, path, direct);
            if (ofUnfronted || host.kind() == RdsHost.Kind.PROXY || !unfronted.test(host)) {
              return verdict;
            }
            var asUnfronted = known.judge(host, true, path, direct);
            return asUnfronted.answers().isEmpty() ? verdict.advise() : asUnfronted;
          };
        });
  }

  /** Judges JSON text by text and reports the path in it, unless it is a secret. */
  Verdict judge(ValueView place, String text) {
    return judgeDocument(text, place.path(), place.isSecret(), !place.isSecret())
        .orElseGet(() -> judge(text, place.path(), place.isSecret(), false));
  }

  /**
   * Judges texts together where they say the same and nothing of their engine.
   *
   * @param each whether text by text also where no engine is named that no proxy fronts
   */
  private Optional<Verdict> judgeDocument(String text, String path, boolean secret, boolean each) {
    return JsonTexts.in(text)
        .flatMap(
            leaves -> {
              var engines = new EnginesBeside(leaves);
              return each || engines.areUnfronted()
                  ? Optional.of(Verdict.each(leaves, leaf -> judge(leaf, engines, path, secret)))
                  : Optional.empty();
            });
  }

  /** JSON in JSON, as in a container's definition, may have engines of its own. */
  private Verdict judge(JsonTexts.Leaf leaf, EnginesBeside engines, String outer, boolean secret) {
    var separator = leaf.path().startsWith("[") ? "" : ".";
    var path = secret ? outer : outer + separator + leaf.path();
    return judgeDocument(leaf.text(), path, secret, false)
        .orElseGet(() -> judge(leaf.text(), path, secret, engines.areUnfronted(leaf)));
  }

  private Verdict judge(String text, String path, boolean secret, boolean ofUnfronted) {
    var hosts = RdsHosts.in(text);
    var verdict =
        Verdict.all(
            Verdict.each(hosts.found(), found -> judge(found, ofUnfronted, path, secret)),
            Verdict.each(hosts.unfronted(), found -> judge(found, true, path, secret)));
    return hosts.complete() ? verdict : Verdict.all(verdict, undecided(path));
  }

  private Verdict judge(RdsHosts.Found found, boolean unfronted, String path, boolean secret) {
    if (found.host().kind() == RdsHost.Kind.PROXY) {
      return compliant();
    }
    var verb = found.mentioned() ? "mentions " : "contains ";
    var violation = violation(path, verb + words(found.host(), secret));
    var direct = found.host().isDirect() && !found.mentioned() ? violation : violation.advise();
    return databases.get().judge(found.host(), unfronted, path, direct);
  }

  /** Names the kind of host, and the host unless it is part of a secret. */
  static String words(RdsHost host, boolean secret) {
    return "the address of %s (%s)"
        .formatted(host.kind().words(), secret ? "a secret, not shown" : host.name());
  }
}
