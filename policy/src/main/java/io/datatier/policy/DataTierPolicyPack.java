package io.datatier.policy;

import io.datatier.policy.rules.DatabaseBackupsRetained;
import io.datatier.policy.rules.DatabaseDeletionProtected;
import io.datatier.policy.rules.DatabaseMultiAz;
import io.datatier.policy.rules.LambdaConnectsThroughProxy;
import io.datatier.policy.rules.ProxyAuthenticatesWithSecretsManager;
import io.datatier.policy.rules.ProxyDebugLoggingDisabled;
import io.datatier.policy.rules.ProxyRequiresTls;
import io.datatier.policy.sdk.PolicyPack;

/** The rules of the data tier. */
public final class DataTierPolicyPack {

  public static final PolicyPack PACK =
      PolicyPack.named("datatier", "0.1.0")
          .describedAs("Rules for PostgreSQL behind RDS Proxy, whoever wrote the program")
          .pagesUnder("policy/docs")
          .rules(
              ProxyRequiresTls.RULE,
              ProxyAuthenticatesWithSecretsManager.RULE,
              ProxyDebugLoggingDisabled.RULE,
              LambdaConnectsThroughProxy.RULE,
              DatabaseDeletionProtected.RULE,
              DatabaseBackupsRetained.RULE,
              DatabaseMultiAz.RULE);

  private DataTierPolicyPack() {}

  public static void main(String[] args) {
    PACK.serve(args);
  }
}
