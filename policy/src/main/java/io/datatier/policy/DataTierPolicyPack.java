package io.datatier.policy;

import io.datatier.policy.dialects.Dialects;
import io.datatier.policy.rules.DatabaseAdmitsOnlyProxyAndAdmin;
import io.datatier.policy.rules.DatabaseBackupsRetained;
import io.datatier.policy.rules.DatabaseDeletionProtected;
import io.datatier.policy.rules.DatabaseForcesTls;
import io.datatier.policy.rules.DatabaseMasterPasswordManaged;
import io.datatier.policy.rules.DatabaseMultiAz;
import io.datatier.policy.rules.DatabaseNotPublic;
import io.datatier.policy.rules.DatabaseStorageEncrypted;
import io.datatier.policy.rules.LambdaConcurrencyReserved;
import io.datatier.policy.rules.LambdaConnectsThroughProxy;
import io.datatier.policy.rules.LambdaEnvironmentHoldsNoSecrets;
import io.datatier.policy.rules.LambdaLayersPinNoDatabase;
import io.datatier.policy.rules.LambdaRunsInVpc;
import io.datatier.policy.rules.ProxyAdmitsOnlyKnownClients;
import io.datatier.policy.rules.ProxyAlarmsNameRealMetrics;
import io.datatier.policy.rules.ProxyAlarmsPresent;
import io.datatier.policy.rules.ProxyAuthenticatesWithSecretsManager;
import io.datatier.policy.rules.ProxyClientsSendNoOptions;
import io.datatier.policy.rules.ProxyClientsVerifyTls;
import io.datatier.policy.rules.ProxyDebugLoggingDisabled;
import io.datatier.policy.rules.ProxyHasSecurityGroups;
import io.datatier.policy.rules.ProxyHasTarget;
import io.datatier.policy.rules.ProxyIsUsed;
import io.datatier.policy.rules.ProxyPinningFiltersFitEngine;
import io.datatier.policy.rules.ProxyPoolWithinLimits;
import io.datatier.policy.rules.ProxyRefusesMd5Passwords;
import io.datatier.policy.rules.ProxyRequiresIamAuthentication;
import io.datatier.policy.rules.ProxyRequiresTls;
import io.datatier.policy.rules.ProxySpansAvailabilityZones;
import io.datatier.policy.rules.RdsConnectScopedToProxy;
import io.datatier.policy.rules.SecretsAccessLeastPrivilege;
import io.datatier.policy.rules.WorkerConnectsThroughProxy;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.wire.PackServer;

/** The rules of the data tier. */
public final class DataTierPolicyPack {

  public static final PolicyPack PACK =
      PolicyPack.named("datatier", "0.1.0")
          .describedAs("Rules for PostgreSQL behind RDS Proxy, for programs in any language")
          .pagesUnder("policy/docs")
          .translatedBy(new Dialects())
          .explained()
          .rules(
              ProxyRequiresTls.RULE,
              ProxyAuthenticatesWithSecretsManager.RULE,
              ProxyRequiresIamAuthentication.RULE,
              ProxyRefusesMd5Passwords.RULE,
              ProxyDebugLoggingDisabled.RULE,
              ProxyHasTarget.RULE,
              ProxyPoolWithinLimits.RULE,
              ProxySpansAvailabilityZones.RULE,
              ProxyAdmitsOnlyKnownClients.RULE,
              ProxyHasSecurityGroups.RULE,
              ProxyPinningFiltersFitEngine.RULE,
              ProxyClientsSendNoOptions.RULE,
              ProxyClientsVerifyTls.RULE,
              ProxyIsUsed.RULE,
              LambdaConnectsThroughProxy.RULE,
              LambdaLayersPinNoDatabase.RULE,
              WorkerConnectsThroughProxy.RULE,
              LambdaEnvironmentHoldsNoSecrets.RULE,
              LambdaRunsInVpc.RULE,
              LambdaConcurrencyReserved.RULE,
              DatabaseNotPublic.RULE,
              DatabaseStorageEncrypted.RULE,
              DatabaseForcesTls.RULE,
              DatabaseMasterPasswordManaged.RULE,
              DatabaseDeletionProtected.RULE,
              DatabaseBackupsRetained.RULE,
              DatabaseMultiAz.RULE,
              DatabaseAdmitsOnlyProxyAndAdmin.RULE,
              SecretsAccessLeastPrivilege.RULE,
              RdsConnectScopedToProxy.RULE,
              ProxyAlarmsPresent.RULE,
              ProxyAlarmsNameRealMetrics.RULE);

  private DataTierPolicyPack() {}

  public static void main(String[] args) {
    PackServer.serve(PACK, args);
  }
}
