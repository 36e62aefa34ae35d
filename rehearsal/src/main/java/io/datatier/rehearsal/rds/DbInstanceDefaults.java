package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.References;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.ec2.Zones;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;

/** What RDS decides for a PostgreSQL instance when nobody says (RDS API, CreateDBInstance). */
public final class DbInstanceDefaults {

  private DbInstanceDefaults() {}

  static Fields settle(Account account, Fields properties) {
    var engine = properties.text("engine", "postgres");
    var version = properties.text("engineVersion").orElse(EngineVersion.NEWEST);
    var subnets = subnetsOf(account, properties);
    var zone =
        References.zonesOf(subnets).stream().findFirst().orElse(Zones.of(account.region()).get(0));
    var storage = properties.text("storageType", "gp2");
    var settled =
        properties
            .withDefault("identifier", "tf-" + account.draw("identifier", 26))
            .with("engineVersionActual", EngineVersion.actual(version))
            .withDefault("engine", engine)
            .withDefault("engineVersion", version)
            .withDefault("availabilityZone", zone)
            .withDefault("backupRetentionPeriod", Value.of(1))
            .withDefault("backupTarget", "region")
            .withDefault("backupWindow", "07:12-07:42")
            .withDefault("maintenanceWindow", "sun:04:32-sun:05:02")
            .withDefault("caCertIdentifier", "rds-ca-rsa2048-g1")
            .withDefault("databaseInsightsMode", "standard")
            .withDefault("engineLifecycleSupport", "open-source-rds-extended-support")
            .withDefault("licenseModel", "postgresql-license")
            .withDefault("multiAz", Value.of(false))
            .withDefault("networkType", "IPV4")
            .withDefault("optionGroupName", "default:postgres-" + EngineVersion.major(version))
            .withDefault("parameterGroupName", "default.postgres" + EngineVersion.major(version))
            .withDefault("port", Value.of(5432))
            .withDefault("storageType", storage)
            .withDefault("deletionProtection", Value.of(false))
            .withDefault("iamDatabaseAuthenticationEnabled", Value.of(false))
            .withDefault("storageEncrypted", Value.of(false))
            .withDefault("dbName", "")
            .withDefault(
                "vpcSecurityGroupIds",
                Value.of(
                    References.defaultSecurityGroup(
                        account, References.vpcOf(subnets, "InvalidSubnet"))));
    if (storage.equals("gp3")) {
      settled =
          settled
              .withDefault("iops", Value.of(3000))
              .withDefault("storageThroughput", Value.of(125));
    }
    if (settled.flag("storageEncrypted")) {
      settled = settled.withDefault("kmsKeyId", awsManagedKey(account, "aws/rds"));
    }
    if (settled.flag("performanceInsightsEnabled")) {
      settled =
          settled
              .withDefault("performanceInsightsRetentionPeriod", Value.of(7))
              .withDefault("performanceInsightsKmsKeyId", awsManagedKey(account, "aws/rds"));
    }
    return addressed(account, settled);
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

  /** The key that AWS keeps for a service of this account. */
  public static String awsManagedKey(Account account, String alias) {
    var hex = account.constant(alias, 32);
    return account.arn(
        "kms",
        "key/%s-%s-4%s-a%s-%s"
            .formatted(
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(13, 16),
                hex.substring(17, 20),
                hex.substring(20)));
  }

  static List<Entity> subnetsOf(Account account, Fields properties) {
    return properties
        .text("dbSubnetGroupName")
        .flatMap(name -> account.find(Types.SUBNET_GROUP, name))
        .map(group -> References.subnets(account, group.properties().texts("subnetIds")))
        .orElse(List.of());
  }
}
