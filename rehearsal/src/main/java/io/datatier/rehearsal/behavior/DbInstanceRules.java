package io.datatier.rehearsal.behavior;

import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the inputs of a database instance must be: enums and patterns of
 * internal/service/rds/instance.go in the provider, ranges of the RDS API, CreateDBInstance, for
 * PostgreSQL.
 */
final class DbInstanceRules {

  private static final Pattern DB_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,62}");
  private static final Pattern USER = Pattern.compile("(?!(?i:admin|rdsadmin)$)[a-zA-Z]\\w{0,62}");
  private static final Pattern PASSWORD = Pattern.compile("[\\x21-\\x7E&&[^/\"@]]{8,128}");
  private static final Pattern DAILY =
      Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");
  private static final Pattern WEEKLY =
      Pattern.compile(
          "(?i)(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d-(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):[0-5]\\d");
  private static final Set<Integer> MONITORING_SECONDS = Set.of(0, 1, 5, 10, 15, 30, 60);

  private static final List<String> BURSTABLE =
      List.of("micro", "small", "medium", "large", "xlarge", "2xlarge");

  private static final List<String> GRAVITON =
      List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge");

  private static final List<String> INTEL =
      List.of(
          "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge");

  /** Instance classes that PostgreSQL is offered in (RDS user guide, "DB instance classes"). */
  private static final List<String> CLASSES =
      Stream.of(
              sizes("t3", BURSTABLE),
              sizes("t4g", BURSTABLE),
              sizes("m5", INTEL),
              sizes("m6g", GRAVITON),
              sizes("m7g", GRAVITON),
              sizes("r5", INTEL),
              sizes("r6g", GRAVITON),
              sizes("r7g", GRAVITON))
          .flatMap(each -> each)
          .toList();

  private DbInstanceRules() {}

  private static Stream<String> sizes(String family, List<String> sizes) {
    return sizes.stream().map(size -> "db." + family + "." + size);
  }

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
        .matches("dbName", DB_NAME, "begin with a letter and have at most 63 letters, digits and _")
        .length("finalSnapshotIdentifier", 1, 255)
        .matches(
            "finalSnapshotIdentifier",
            Pattern.compile("[A-Za-z](-?[0-9A-Za-z]+)*"),
            "begin with a letter, have only letters, digits and single hyphens, and not end with a hyphen");
  }

  private static void engine(Inputs inputs) {
    inputs
        .oneOf("instanceClass", CLASSES.toArray(String[]::new))
        .oneOf(
            "engineLifecycleSupport",
            "open-source-rds-extended-support",
            "open-source-rds-extended-support-disabled")
        .oneOf("networkType", "IPV4", "DUAL")
        .between("port", 1150, 65535, "");
    var values = inputs.values();
    if (isNew(values)) {
      inputs.required("engine", "for a new database");
    }
    if (values.has("engine") && !values.isUnknown("engine")) {
      inputs.oneOf("engine", "postgres");
    }
    inputs
        .matches(
            "engineVersion",
            EngineVersion.FORM,
            "be a version of RDS for PostgreSQL, 11 to 17, such as 17 or 17.6")
        .eachOf("enabledCloudwatchLogsExports", "postgresql", "upgrade", "iam-db-auth-error")
        .oneOf("caCertIdentifier", "rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1")
        .ids("vpcSecurityGroupIds", References.GROUP_ID, "sg-0a1b2c3d4e5f60718");
  }

  private static boolean isNew(Fields values) {
    return !values.has("replicateSourceDb")
        && !values.has("snapshotIdentifier")
        && !values.has("restoreToPointInTime");
  }

  private static void storage(Inputs inputs) {
    inputs
        .oneOf("storageType", "standard", "gp2", "gp3", "io1", "io2")
        .between("allocatedStorage", 5, 65536, "GiB")
        .arn("kmsKeyId");
    var values = inputs.values();
    if (isNew(values)) {
      inputs.required("allocatedStorage", "for a new database");
    }
    var type = values.text("storageType", "");
    var size = values.number("allocatedStorage");
    if (Set.of("gp2", "gp3").contains(type) && size.isPresent() && size.getAsDouble() < 20) {
      inputs.fail("allocatedStorage", "must be at least 20 GiB with " + type);
    }
    if (type.equals("gp3") && size.isPresent() && size.getAsDouble() < 400) {
      for (var name : List.of("iops", "storageThroughput")) {
        if (values.has(name)) {
          inputs.fail(name, "cannot be set for gp3 below 400 GiB, where it is fixed");
        }
      }
    }
    if (type.startsWith("io")) {
      inputs.required("iops", "with " + type);
    }
    var most = values.number("maxAllocatedStorage");
    if (most.isPresent()
        && size.isPresent()
        && most.getAsDouble() != 0
        && most.getAsDouble() <= size.getAsDouble()) {
      inputs.fail(
          "maxAllocatedStorage",
          "must be greater than allocatedStorage, which is " + Inputs.plain(size.getAsDouble()));
    }
    if (values.has("kmsKeyId")
        && !values.flag("storageEncrypted")
        && !values.isUnknown("storageEncrypted")) {
      inputs.fail("kmsKeyId", "needs storageEncrypted to be true");
    }
  }

  private static void credentials(Inputs inputs) {
    inputs
        .matches(
            "username",
            USER,
            "begin with a letter, have at most 63 letters, digits and _, and not be admin")
        .atMostOne("manageMasterUserPassword", "password");
    var values = inputs.values();
    values
        .text("password")
        .filter(password -> !PASSWORD.matcher(password).matches())
        // The reason must not show the password.
        .ifPresent(
            password ->
                inputs.fail(
                    "password",
                    "must have 8 to 128 printable characters other than / \" @ and space"));
    if (isNew(values)) {
      inputs.required("username", "for a new database");
      if (!values.has("password")
          && !values.flag("manageMasterUserPassword")
          && !values.isUnknown("manageMasterUserPassword")) {
        inputs.fail("password", "is required unless manageMasterUserPassword is true");
      }
    }
  }

  private static void operations(Inputs inputs) {
    inputs
        .between("backupRetentionPeriod", 0, 35, "days")
        .matches("backupWindow", DAILY, "be a time of day in UTC such as 07:12-07:42")
        .matches(
            "maintenanceWindow", WEEKLY, "be a time of the week in UTC such as sun:04:32-sun:05:02")
        .oneOfNumbers("monitoringInterval", MONITORING_SECONDS)
        .arn("monitoringRoleArn")
        .oneOfNumbers("performanceInsightsRetentionPeriod", insightsDays())
        .oneOf("databaseInsightsMode", "standard", "advanced");
    var values = inputs.values();
    if (values.number("monitoringInterval").orElse(0) > 0) {
      inputs.required("monitoringRoleArn", "when monitoringInterval is not 0");
    }
    if (values.has("performanceInsightsRetentionPeriod")
        && !values.flag("performanceInsightsEnabled")
        && !values.isUnknown("performanceInsightsEnabled")) {
      inputs.fail(
          "performanceInsightsRetentionPeriod", "needs performanceInsightsEnabled to be true");
    }
    windowsApart(inputs, values);
  }

  /** 7 days, whole months of 31 days up to 23, or 731 days. */
  private static Set<Integer> insightsDays() {
    return Stream.concat(
            Stream.of(7, 731), IntStream.rangeClosed(1, 23).map(month -> 31 * month).boxed())
        .collect(java.util.stream.Collectors.toSet());
  }

  private static void windowsApart(Inputs inputs, Fields values) {
    Optional<String> backup = values.text("backupWindow").filter(DAILY.asMatchPredicate());
    Optional<String> weekly = values.text("maintenanceWindow").filter(WEEKLY.asMatchPredicate());
    if (backup.isPresent() && weekly.isPresent()) {
      int backupStart = minute(backup.get().substring(0, 5));
      int backupEnd = minute(backup.get().substring(6));
      int start = minute(weekly.get().substring(4, 9));
      int end = minute(weekly.get().substring(14));
      if (start < backupEnd && backupStart < end) {
        inputs.fail("maintenanceWindow", "must not overlap backupWindow, " + backup.get());
      }
    }
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }
}
