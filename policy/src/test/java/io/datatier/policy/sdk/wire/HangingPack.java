package io.datatier.policy.sdk.wire;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.Rule;
import java.util.concurrent.locks.LockSupport;

/** A pack whose rule never ends, and says when it begins. */
final class HangingPack {

  private HangingPack() {}

  public static void main(String[] args) {
    var rule =
        Rule.named("hangs")
            .title("Hangs")
            .because("a pattern backtracks")
            .on(
                "a:b:Door",
                door -> {
                  System.out.println("begins");
                  while (true) {
                    LockSupport.parkNanos(1);
                  }
                });
    PackServer.serve(PolicyPack.named("hanging", "1.0.0").rules(rule), args);
  }
}
