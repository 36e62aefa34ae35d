package io.datatier.database;

import com.pulumi.aws.rds.inputs.GetClusterPlainArgs;
import com.pulumi.aws.rds.inputs.GetClustersFilter;
import com.pulumi.aws.rds.inputs.GetClustersPlainArgs;
import com.pulumi.aws.rds.inputs.GetEngineVersionPlainArgs;
import com.pulumi.aws.rds.inputs.GetInstancePlainArgs;
import com.pulumi.aws.rds.inputs.GetInstancesFilter;
import com.pulumi.aws.rds.inputs.GetInstancesPlainArgs;
import com.pulumi.exceptions.RunException;
import io.datatier.aws.Lookup;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A database as it runs; what RDS has accepted but not applied yet does not count.
 *
 * @param account the number of the AWS account that it is in
 * @param version of its engine, with the minor one, such as {@code 17.6}
 * @param instanceClass of an instance; those of a cluster's instances are not asked for
 * @param storageGib what an instance is given; a cluster's storage grows by itself
 * @param multiAz whether an instance has a standby
 * @param passwordKey the ARN of the KMS key that encrypts the secret in which RDS keeps the master
 *     user's password; empty if RDS keeps none
 * @param storageKey the ARN of the KMS key that encrypts it; empty if none does
 * @param zone in which an instance is; a cluster's instances are in several
 * @param maintenanceWindow when RDS maintains it, in UTC
 * @param securityGroups their ids
 * @param speed of an instance's gp3 storage; empty for another type of storage
 */
public record RunningDatabase(
    DatabaseKind kind,
    Optional<String> account,
    String version,
    Optional<String> instanceClass,
    OptionalInt storageGib,
    boolean multiAz,
    String databaseName,
    String masterUsername,
    Optional<String> passwordKey,
    Optional<String> storageKey,
    Optional<String> zone,
    String maintenanceWindow,
    List<String> securityGroups,
    Optional<StorageSpeed> speed) {

  public RunningDatabase {
    securityGroups = List.copyOf(securityGroups);
  }

  /**
   * The database that has this identifier, whichever kind it is; AWS is asked at once, in a preview
   * too.
   *
   * @throws RunException if AWS does not answer, which ends the run without a stack trace
   */
  public static Optional<RunningDatabase> named(String identifier) {
    return instance(identifier).or(() -> cluster(identifier));
  }

  // The function that describes one fails where there is none; the one that lists them does not.
  private static Optional<RunningDatabase> instance(String identifier) {
    var filter = GetInstancesFilter.builder().name("db-instance-id").values(identifier).build();
    return Lookup.find(
            "aws:rds/getInstances:getInstances",
            GetInstancesPlainArgs.builder().filters(filter).build())
        .flatMap(found -> found.texts("instanceIdentifiers").stream().findFirst())
        .map(it -> GetInstancePlainArgs.builder().dbInstanceIdentifier(it).build())
        .map(it -> ofInstance(Lookup.of("aws:rds/getInstance:getInstance", it)));
  }

  private static Optional<RunningDatabase> cluster(String identifier) {
    var filter = GetClustersFilter.builder().name("db-cluster-id").values(identifier).build();
    return Lookup.find(
            "aws:rds/getClusters:getClusters",
            GetClustersPlainArgs.builder().filters(filter).build())
        .flatMap(found -> found.texts("clusterIdentifiers").stream().findFirst())
        .map(it -> GetClusterPlainArgs.builder().clusterIdentifier(it).build())
        .map(it -> ofCluster(Lookup.of("aws:rds/getCluster:getCluster", it)));
  }

  private static RunningDatabase ofInstance(Lookup instance) {
    return new RunningDatabase(
        DatabaseKind.INSTANCE,
        account(instance.text("dbInstanceArn")),
        instance.text("engineVersion").orElseThrow(),
        instance.text("dbInstanceClass"),
        instance.number("allocatedStorage"),
        instance.flag("multiAz"),
        instance.text("dbName").orElse(""),
        instance.text("masterUsername").orElse(""),
        passwordKey(instance),
        instance.text("kmsKeyId"),
        instance.text("availabilityZone"),
        instance.text("preferredMaintenanceWindow").orElse(""),
        instance.texts("vpcSecurityGroups"),
        instance
            .text("storageType")
            .filter("gp3"::equals)
            .map(
                it ->
                    new StorageSpeed(
                        instance.number("iops").orElse(0),
                        instance.number("storageThroughput").orElse(0))));
  }

  private static RunningDatabase ofCluster(Lookup cluster) {
    return new RunningDatabase(
        DatabaseKind.CLUSTER,
        account(cluster.text("arn")),
        cluster.text("engineVersion").orElseThrow(),
        Optional.empty(),
        OptionalInt.empty(),
        false,
        cluster.text("databaseName").orElse(""),
        cluster.text("masterUsername").orElse(""),
        passwordKey(cluster),
        cluster.text("kmsKeyId"),
        Optional.empty(),
        cluster.text("preferredMaintenanceWindow").orElse(""),
        cluster.texts("vpcSecurityGroupIds"),
        Optional.empty());
  }

  private static Optional<String> account(Optional<String> arn) {
    return arn.map(it -> it.split(":", -1)).filter(it -> it.length > 4).map(it -> it[4]);
  }

  private static Optional<String> passwordKey(Lookup database) {
    return database.objects("masterUserSecrets").stream()
        .findFirst()
        .map(secret -> secret.text("kmsKeyId").orElse(""));
  }

  /**
   * The versions that RDS upgrades this one to, with the minor ones.
   *
   * @throws RunException if AWS does not answer
   */
  List<String> upgradeTargets() {
    return Lookup.of(
            "aws:rds/getEngineVersion:getEngineVersion",
            GetEngineVersionPlainArgs.builder()
                .engine(kind.engine())
                .version(version)
                // Otherwise a version that RDS offers no more is not found, though it runs.
                .includeAll(true)
                .build())
        .texts("validUpgradeTargets");
  }
}
