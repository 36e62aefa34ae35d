package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.References;
import io.datatier.rehearsal.ec2.Zones;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;

/** What RDS decides for a cluster of Aurora PostgreSQL when nobody says (CreateDBCluster). */
final class DbClusterDefaults {

  private DbClusterDefaults() {}

  static Fields settle(Account account, Fields properties) {
    var version = properties.text("engineVersion").orElse(EngineVersion.NEWEST);
    var subnets = DbInstanceDefaults.subnetsOf(account, properties);
    var settled =
        properties
            .withDefault("clusterIdentifier", "tf-" + account.draw("identifier", 26))
            .withDefault("engineVersion", version)
            .with("engineVersionActual", EngineVersion.auroraActual(version))
            .withDefault("allocatedStorage", Value.of(1))
            .withDefault("availabilityZones", Value.of(Zones.of(account.region()).subList(0, 3)))
            .withDefault("backupRetentionPeriod", Value.of(1))
            .withDefault("caCertificateIdentifier", "")
            .withDefault("clusterScalabilityType", "standard")
            .withDefault("databaseInsightsMode", "standard")
            .withDefault("databaseName", "")
            .with("dbClusterParameterGroupName", parameterGroup(properties, version))
            .withDefault("dbSystemId", "")
            .withDefault("deletionProtection", Value.of(false))
            .withDefault("engineLifecycleSupport", "open-source-rds-extended-support")
            .withDefault("iamDatabaseAuthenticationEnabled", Value.of(false))
            .withDefault("monitoringInterval", Value.of(0))
            .withDefault("networkType", "IPV4")
            .withDefault("port", Value.of(5432))
            .withDefault("preferredBackupWindow", "07:12-07:42")
            .withDefault("preferredMaintenanceWindow", "sun:04:32-sun:05:02")
            .withDefault("storageEncrypted", Value.of(false))
            .withDefault("storageType", "")
            .withDefault(
                "vpcSecurityGroupIds",
                Value.of(
                    References.defaultSecurityGroup(
                        account, References.vpcOf(subnets, "InvalidSubnet"))));
    if (settled.flag("storageEncrypted")) {
      settled =
          settled.withDefault("kmsKeyId", DbInstanceDefaults.awsManagedKey(account, "aws/rds"));
    }
    if (settled.flag("performanceInsightsEnabled")) {
      settled =
          settled
              .withDefault("performanceInsightsRetentionPeriod", Value.of(7))
              .withDefault(
                  "performanceInsightsKmsKeyId",
                  DbInstanceDefaults.awsManagedKey(account, "aws/rds"));
    }
    return addressed(account, settled);
  }

  /** With a new major version comes its default group, in place of the old one's. */
  private static String parameterGroup(Fields properties, String version) {
    return properties
        .text("dbClusterParameterGroupName")
        .filter(group -> !group.startsWith("default."))
        .orElse("default.aurora-postgresql" + EngineVersion.major(version));
  }

  private static Fields addressed(Account account, Fields properties) {
    var identifier = properties.text("clusterIdentifier", "");
    var host =
        "%s.cluster-%s" + Ids.rdsLabel(account) + "." + account.region() + ".rds.amazonaws.com";
    return properties
        .with("endpoint", host.formatted(identifier, ""))
        .with("readerEndpoint", host.formatted(identifier, "ro-"))
        .with("arn", account.arn("rds", "cluster:" + identifier));
  }
}
