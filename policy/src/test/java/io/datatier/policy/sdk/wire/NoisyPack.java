package io.datatier.policy.sdk.wire;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Verdict;
import java.util.logging.Logger;

/** A pack whose rule prints and logs, as somebody's surely will. */
final class NoisyPack {

  private NoisyPack() {}

  public static void main(String[] args) {
    var rule =
        Rule.named("prints")
            .title("Prints")
            .because("somebody looks for a fault")
            .on(
                "a:b:Door",
                door -> {
                  System.out.println("looking at " + door.name());
                  Logger.getLogger("rules").info(door.name() + " was looked at");
                  return Verdict.compliant();
                });
    PackServer.serve(PolicyPack.named("noisy", "1.0.0").rules(rule), args);
  }
}
