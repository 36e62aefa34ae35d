package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.ec2.Zones;
import io.datatier.rehearsal.value.Fields;

/** RDS's defaults for a PostgreSQL instance (RDS API, CreateDBInstance). */
public final class DbInstanceDefaults {

  private DbInstanceDefaults() {}

  static Fields settle(Account account, Fields properties) {
    var engine = properties.text("engine", "postgres");
    var version = properties.text("engineVersion").orElse(EngineVersion.NEWEST);
    var actual = DbEngine.POSTGRES.actual(version, properties.text("engineVersionActual", ""));
    var subnets = DbGroups.subnetsOf(account, properties);
    var zone =
        Network.zonesOf(subnets).stream().findFirst().orElse(Zones.of(account.region()).get(0));
    var storage = properties.text("storageType", "gp2");
    var settled =
        properties
            .with("engineVersionActual", actual)
            .withDefault("engine", engine)
            .withDefault("engineVersion", version)
            .withDefault("availabilityZone", zone)
            // RDS's own default is 1, but the provider always sends a number
            // (resourceInstanceCreate).
            .withDefault("backupRetentionPeriod", 0)
            .withDefault("backupTarget", "region")
            .withDefault("backupWindow", "07:12-07:42")
            .withDefault("maintenanceWindow", "sun:04:32-sun:05:02")
            .withDefault("caCertIdentifier", "rds-ca-rsa2048-g1")
            .withDefault("databaseInsightsMode", "standard")
            .withDefault("engineLifecycleSupport", "open-source-rds-extended-support")
            .withDefault("licenseModel", "postgresql-license")
            .withDefault("multiAz", false)
            .withDefault("networkType", "IPV4")
            .with(
                "optionGroupName",
                DbGroups.ownOrDefault(properties, "optionGroupName", "default:postgres-", version))
            .with(
                "parameterGroupName",
                DbGroups.ownOrDefault(
                    properties, "parameterGroupName", "default.postgres", version))
            .withDefault("port", 5432)
            .withDefault("storageType", storage)
            .withDefault("deletionProtection", false)
            .withDefault("iamDatabaseAuthenticationEnabled", false)
            .withDefault("storageEncrypted", false)
            .withDefault("dbName", "")
            .withDefault(
                "vpcSecurityGroupIds",
                Network.defaultSecurityGroup(account, Network.vpcOf(subnets, "InvalidSubnet")));
    if (storage.equals("gp3")) {
      settled = DbStorage.withSpeed(settled);
    }
    return addressed(account, DbKeys.settle(account, DbStorage.settled(settled)));
  }

  private static Fields addressed(Account account, Fields properties) {
    var identifier = properties.text("identifier", "");
    var address =
        "%s.%s.%s.rds.amazonaws.com".formatted(identifier, Ids.rdsLabel(account), account.region());
    var port = Inputs.plain(properties.number("port").orElse(5432));
    return properties
        .with("address", address)
        .with("endpoint", address + ":" + port)
        .with("arn", account.arn("rds", "db:" + identifier));
  }
}
