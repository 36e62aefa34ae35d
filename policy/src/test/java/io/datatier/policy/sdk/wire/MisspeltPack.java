package io.datatier.policy.sdk.wire;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;

/** A pack whose rules would pass for ever. */
final class MisspeltPack {

  private MisspeltPack() {}

  public static void main(String[] args) {
    var rule =
        Rule.named("proxies-are-fine")
            .title("Proxies are fine")
            .mandatory()
            .on("aws:rds/proxi:Proxy", proxy -> Verdict.violation("is not"));
    var ofAnotherProvider =
        Rule.named("proxies-are-native")
            .title("Proxies are native")
            .mandatory()
            .on("aws-native:rds:DBProxi", proxy -> Verdict.violation("is not"));
    PackServer.serve(PolicyPack.named("misspelt", "1.0.0").rules(rule, ofAnotherProvider), args);
  }
}
