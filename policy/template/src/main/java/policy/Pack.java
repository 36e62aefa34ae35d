package policy;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.wire.PackServer;

public final class Pack {

  static final PolicyPack PACK =
      PolicyPack.named("policy-pack", "0.1.0")
          .describedAs("What we ask of every stack")
          .rules(BucketsAreTagged.RULE);

  private Pack() {}

  public static void main(String[] args) {
    PackServer.serve(PACK, args);
  }
}
