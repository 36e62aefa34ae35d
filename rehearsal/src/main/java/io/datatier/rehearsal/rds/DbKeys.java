package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import java.util.List;

/** The KMS keys that encrypt a database. */
final class DbKeys {

  private static final List<String> PROPERTIES =
      List.of("kmsKeyId", "masterUserSecretKmsKeyId", "performanceInsightsKmsKeyId");
  private static final String OF_RDS = "aws/rds";

  private DbKeys() {}

  /** Rejects keys that RDS cannot use. */
  static void requireUsable(Account account, Fields inputs) {
    PROPERTIES.forEach(
        name -> Keys.requireUsable(account, inputs.text(name), "KMSKeyNotAccessibleFault"));
  }

  /** By default RDS uses the AWS managed key. */
  static Fields settle(Account account, Fields properties) {
    var settled =
        properties.flag("storageEncrypted")
            ? properties.withDefault("kmsKeyId", Keys.awsManaged(account, OF_RDS))
            : properties;
    return settled.flag("performanceInsightsEnabled")
        ? settled
            .withDefault("performanceInsightsRetentionPeriod", 7)
            .withDefault("performanceInsightsKmsKeyId", Keys.awsManaged(account, OF_RDS))
        : settled;
  }
}
