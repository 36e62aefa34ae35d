package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.JsonTexts;
import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;

/** Finds database addresses in a client's configuration, which should contain none. */
public final class DirectAddresses {

  private DirectAddresses() {}

  /**
   * Judges every text at and below a place. Unknown texts and those that are too large are
   * undecided.
   */
  public static Verdict in(ValueView place) {
    return ConfigurationTexts.judge(place, DirectAddresses::judge);
  }

  /** Judges JSON text by text and reports the path in it, unless it is a secret. */
  private static Verdict judge(ValueView place, String text) {
    return JsonTexts.in(text)
        .filter(leaves -> !place.isSecret())
        .map(leaves -> Verdict.each(leaves, leaf -> judge(leaf, place)))
        .orElseGet(() -> judge(text, place.path(), place.isSecret()));
  }

  private static Verdict judge(JsonTexts.Leaf leaf, ValueView place) {
    var separator = leaf.path().startsWith("[") ? "" : ".";
    return judge(leaf.text(), place.path() + separator + leaf.path(), false);
  }

  private static Verdict judge(String text, String path, boolean secret) {
    var hosts = RdsHosts.in(text);
    var verdict = Verdict.each(hosts.found(), found -> judge(found, path, secret));
    return hosts.complete() ? verdict : Verdict.all(verdict, undecided(path));
  }

  private static Verdict judge(RdsHosts.Found found, String path, boolean secret) {
    if (found.host().kind() == RdsHost.Kind.PROXY) {
      return compliant();
    }
    var verb = found.mentioned() ? "mentions " : "contains ";
    var violation = violation(path, verb + words(found.host(), secret));
    return found.host().isDirect() && !found.mentioned() ? violation : violation.advise();
  }

  /** Names the kind of host, and the host unless it is part of a secret. */
  static String words(RdsHost host, boolean secret) {
    return "the address of %s (%s)"
        .formatted(host.kind().words(), secret ? "a secret, not shown" : host.name());
  }
}
