package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.JsonTexts;
import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.ArrayList;

/** The addresses of databases in the configuration of a client, which should hold none. */
public final class DirectAddresses {

  /**
   * The characters that are looked at in all. A client's configuration is far smaller: 4 KB of
   * environment (Lambda quotas), 16 KB of user data (EC2 user guide), 64 KB of task definition.
   */
  private static final int MOST = 256 * 1024;

  private DirectAddresses() {}

  /**
   * Judges every text at and below a place. Unknown ones, and those that are too large to be looked
   * at, are undecided.
   */
  public static Verdict in(ValueView place) {
    var verdicts = new ArrayList<Verdict>();
    var left = MOST;
    for (var leaf : place.leaves()) {
      var text = leaf.text("");
      left -= text.known().map(String::length).orElse(0);
      verdicts.add(
          left < 0 && text.known().isPresent()
              ? undecided(leaf.path())
              : text.whenKnown(known -> judge(leaf, known)).whenAbsent(compliant()));
    }
    return Verdict.all(verdicts);
  }

  /** JSON is judged text by text, and the finding says by which; a secret's inside is not shown. */
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
    var verb = found.mentioned() ? "mentions " : "holds ";
    var violation = violation(path, verb + words(found.host(), secret));
    return found.host().isDirect() && !found.mentioned() ? violation : violation.advise();
  }

  /** The address of what, with the host unless it is part of a secret. */
  static String words(RdsHost host, boolean secret) {
    return "the address of %s (%s)"
        .formatted(host.kind().words(), secret ? "a secret, not shown" : host.name());
  }
}
