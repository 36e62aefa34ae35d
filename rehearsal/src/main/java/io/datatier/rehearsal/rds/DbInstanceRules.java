package io.datatier.rehearsal.rds;

import static java.util.stream.Collectors.toSet;

import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.StringConstraint;
import io.datatier.rehearsal.ec2.Network;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The input rules of a PostgreSQL instance: enums and patterns from
 * internal/service/rds/instance.go in the provider, ranges from the RDS API, CreateDBInstance.
 */
final class DbInstanceRules {

  static final Pattern DB_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,62}");
  private static final Set<Integer> MONITORING_SECONDS = Set.of(0, 1, 5, 10, 15, 30, 60);

  private DbInstanceRules() {}

  static void check(Inputs inputs) {
    fillDefaults(inputs);
    names(inputs);
    engine(inputs);
    storage(inputs);
    credentials(inputs);
    operations(inputs);
  }

  private static void fillDefaults(Inputs inputs) {
    inputs
        .fill("applyImmediately", false)
        .fill("autoMinorVersionUpgrade", true)
        .fill("copyTagsToSnapshot", false)
        .fill("dedicatedLogVolume", false)
        .fill("deleteAutomatedBackups", true)
        .fill("monitoringInterval", 0)
        .fill("performanceInsightsEnabled", false)
        .fill("publiclyAccessible", false)
        .fill("skipFinalSnapshot", false);
  }

  private static void names(Inputs inputs) {
    inputs
        .length("identifier", 1, 63)
        .matches("identifier", DbProxy.NAME, DbProxy.NAME_RULE)
        .atMostOne("identifier", "identifierPrefix")
        .matches(
            "dbName", DB_NAME, "begin with a letter and have at most 63 letters, digits and _");
    FinalSnapshot.check(inputs);
  }

  private static void engine(Inputs inputs) {
    inputs
        .judge(
            "instanceClass",
            StringConstraint.oneOfMany(
                DbInstanceClasses.ofPostgres(), "an instance class of RDS for PostgreSQL"))
        .oneOf(
            "engineLifecycleSupport",
            "open-source-rds-extended-support",
            "open-source-rds-extended-support-disabled")
        .oneOf("networkType", "IPV4", "DUAL")
        .between("port", 1150, 65535, "");
    var values = inputs.values();
    if (inputs.toCreate()) {
      // An existing instance already has them, and a replica takes them from its source.
      inputs
          .atMostOne("replicateSourceDb", "restoreToPointInTime")
          .atMostOne("snapshotIdentifier", "restoreToPointInTime")
          .atMostOne("replicateSourceDb", "dbName")
          .atMostOne("replicateSourceDb", "username");
    }
    if (isNew(inputs)) {
      inputs.required("engine", "for a new database");
    }
    values
        .text("engineVersion")
        .flatMap(version -> DbInstanceClasses.fault(values.text("instanceClass", ""), version))
        .ifPresent(fault -> inputs.fail("instanceClass", fault));
    if (values.has("engine") && !values.isUnknown("engine")) {
      inputs.oneOf("engine", "postgres");
    }
    inputs
        .matches(
            "engineVersion",
            EngineVersion.FORM,
            "be a version of RDS for PostgreSQL, 11 to 18, such as 17 or 17.6")
        .eachOf("enabledCloudwatchLogsExports", "postgresql", "upgrade", "iam-db-auth-error")
        .oneOf("caCertIdentifier", "rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1")
        .ids("vpcSecurityGroupIds", Network.GROUP_ID, "sg-0a1b2c3d4e5f60718");
  }

  /** A replica that becomes a database of its own has all of its source's. */
  private static boolean isNew(Inputs inputs) {
    var values = inputs.values();
    return inputs.toCreate()
        && !values.has("replicateSourceDb")
        && !values.has("snapshotIdentifier")
        && !values.has("restoreToPointInTime");
  }

  private static void storage(Inputs inputs) {
    inputs
        .oneOf("storageType", "standard", "gp2", "gp3", "io1", "io2")
        .between("allocatedStorage", 5, 65536, "GiB")
        .arn("kmsKeyId");
    var values = inputs.values();
    if (isNew(inputs)) {
      inputs.required("allocatedStorage", "for a new database");
    }
    var size = values.number("allocatedStorage");
    values
        .text("storageType")
        .ifPresent(type -> DbStorage.check(inputs, type, size.orElse(Double.MAX_VALUE)));
    var most = values.number("maxAllocatedStorage");
    if (most.isPresent() && size.isPresent() && most.getAsDouble() != 0) {
      DbStorage.checkMost(inputs, most.getAsDouble(), size.getAsDouble());
    }
    inputs.needs("kmsKeyId", "storageEncrypted");
  }

  private static void credentials(Inputs inputs) {
    MasterUser.check(inputs, isNew(inputs), "username", "password");
  }

  private static void operations(Inputs inputs) {
    inputs
        .between("backupRetentionPeriod", 0, 35, "days")
        .oneOfNumbers("performanceInsightsRetentionPeriod", insightsDays())
        .oneOf("databaseInsightsMode", "standard", "advanced");
    monitoring(inputs);
    inputs.needs("performanceInsightsRetentionPeriod", "performanceInsightsEnabled");
    Windows.check(inputs, "backupWindow", "maintenanceWindow");
  }

  /** Enhanced Monitoring, of an instance by itself or in a cluster. */
  static void monitoring(Inputs inputs) {
    inputs.oneOfNumbers("monitoringInterval", MONITORING_SECONDS).arn("monitoringRoleArn");
    if (inputs.values().number("monitoringInterval").orElse(0) > 0) {
      inputs.required("monitoringRoleArn", "when monitoringInterval is not 0");
    }
  }

  /** 7 days, whole months of 31 days up to 23, or 731 days. */
  static Set<Integer> insightsDays() {
    return Stream.concat(
            Stream.of(7, 731), IntStream.rangeClosed(1, 23).map(month -> 31 * month).boxed())
        .collect(toSet());
  }
}
