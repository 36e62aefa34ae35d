package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.ec2.Zones;
import io.datatier.rehearsal.value.Fields;

/** RDS's defaults for an Aurora PostgreSQL cluster (CreateDBCluster). */
final class DbClusterDefaults {

  private DbClusterDefaults() {}

  static Fields settle(Account account, Fields properties) {
    var version = properties.text("engineVersion").orElse(EngineVersion.NEWEST);
    var subnets = DbGroups.subnetsOf(account, properties);
    var settled =
        properties
            .withDefault("clusterIdentifier", "tf-" + Ids.hex(account, "identifier", 26))
            .withDefault("engineVersion", version)
            .with(
                "engineVersionActual",
                DbEngine.AURORA.actual(version, properties.text("engineVersionActual", "")))
            .withDefault("allocatedStorage", 1)
            .withDefault("availabilityZones", Zones.of(account.region()).subList(0, 3))
            .withDefault("backupRetentionPeriod", 1)
            .withDefault("caCertificateIdentifier", "")
            .withDefault("clusterScalabilityType", "standard")
            .withDefault("databaseInsightsMode", "standard")
            .withDefault("databaseName", "")
            .with(
                "dbClusterParameterGroupName",
                DbGroups.ownOrDefault(
                    properties, "dbClusterParameterGroupName", DbGroups.OF_AURORA, version))
            .withDefault("dbSystemId", "")
            .withDefault("deletionProtection", false)
            .withDefault("engineLifecycleSupport", "open-source-rds-extended-support")
            .withDefault("iamDatabaseAuthenticationEnabled", false)
            .withDefault("monitoringInterval", 0)
            .withDefault("networkType", "IPV4")
            .withDefault("port", 5432)
            .withDefault("preferredBackupWindow", "07:12-07:42")
            .withDefault("preferredMaintenanceWindow", "sun:04:32-sun:05:02")
            .withDefault("storageEncrypted", false)
            .withDefault("storageType", "")
            .withDefault(
                "vpcSecurityGroupIds",
                Network.defaultSecurityGroup(account, Network.vpcOf(subnets, "InvalidSubnet")));
    return addressed(account, DbKeys.settle(account, settled));
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
