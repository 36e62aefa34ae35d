package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.ec2.Network;

/**
 * The input rules of an Aurora PostgreSQL cluster: enums and patterns from
 * internal/service/rds/cluster.go in the provider, ranges from the RDS API, CreateDBCluster.
 */
final class DbClusterRules {

  private DbClusterRules() {}

  static void check(Inputs inputs) {
    inputs
        .fill("copyTagsToSnapshot", false)
        .fill("deleteAutomatedBackups", true)
        .fill("enableGlobalWriteForwarding", false)
        .fill("enableHttpEndpoint", false)
        .fill("enableLocalWriteForwarding", false)
        .fill("engineMode", "provisioned")
        .fill("skipFinalSnapshot", false);
    names(inputs);
    engine(inputs);
    MasterUser.check(inputs, isNew(inputs), "masterUsername", "masterPassword");
    Windows.check(inputs, "preferredBackupWindow", "preferredMaintenanceWindow");
    inputs
        .between("backupRetentionPeriod", 1, 35, "days")
        .oneOf("databaseInsightsMode", "standard", "advanced")
        .oneOfNumbers("performanceInsightsRetentionPeriod", DbInstanceRules.insightsDays())
        .ids("vpcSecurityGroupIds", Network.GROUP_ID, "sg-0a1b2c3d4e5f60718")
        .arn("kmsKeyId")
        .within("serverlessv2ScalingConfiguration", DbClusterRules::capacity)
        .needs("kmsKeyId", "storageEncrypted");
  }

  private static void names(Inputs inputs) {
    inputs
        .length("clusterIdentifier", 1, 63)
        .matches("clusterIdentifier", DbProxy.NAME, DbProxy.NAME_RULE)
        .atMostOne("clusterIdentifier", "clusterIdentifierPrefix")
        .matches(
            "databaseName",
            DbInstanceRules.DB_NAME,
            "begin with a letter and have at most 63 letters, digits and _");
    FinalSnapshot.check(inputs);
  }

  private static void engine(Inputs inputs) {
    inputs
        .oneOf("engine", "aurora-postgresql")
        .oneOf("engineMode", "provisioned")
        .matches(
            "engineVersion",
            EngineVersion.AURORA_FORM,
            "be a version of Aurora PostgreSQL, 13 to 17, such as 17 or 17.5")
        .eachOf("enabledCloudwatchLogsExports", "postgresql", "iam-db-auth-error", "instance")
        .oneOf("networkType", "IPV4", "DUAL")
        .oneOf("storageType", "", "aurora", "aurora-iopt1")
        .between("port", 1150, 65535, "");
    for (var name : new String[] {"allocatedStorage", "dbClusterInstanceClass", "iops"}) {
      if (inputs.values().has(name)) {
        inputs.fail(name, "is for Multi-AZ DB clusters, not for Aurora");
      }
    }
  }

  private static boolean isNew(Inputs inputs) {
    var values = inputs.values();
    return inputs.toCreate()
        && !values.has("replicationSourceIdentifier")
        && !values.has("snapshotIdentifier")
        && !values.has("restoreToPointInTime");
  }

  /**
   * Capacity units (ACUs) in steps of 0.5, from 0 to 256 (Aurora user guide, "Aurora Serverless v2
   * capacity"); the provider wants a maximum of 1 at least.
   */
  private static void capacity(Inputs scaling) {
    scaling
        .between("minCapacity", 0, 256, "capacity units")
        .between("maxCapacity", 1, 256, "capacity units")
        .between("secondsUntilAutoPause", 300, 86_400, "seconds");
    for (var name : new String[] {"minCapacity", "maxCapacity"}) {
      var given = scaling.values().number(name);
      if (given.isPresent() && given.getAsDouble() * 2 != Math.rint(given.getAsDouble() * 2)) {
        scaling.fail(name, "must be a multiple of 0.5 capacity units");
      }
    }
    scaling.ordered("minCapacity", "maxCapacity");
  }
}
