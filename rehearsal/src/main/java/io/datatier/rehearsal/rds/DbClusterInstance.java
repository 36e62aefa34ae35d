package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.StringConstraint;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Work;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.ec2.Zones;
import io.datatier.rehearsal.iam.Roles;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows internal/service/rds/cluster_instance.go of the provider, for Aurora PostgreSQL. The
 * first instance of a cluster is its writer.
 *
 * <p>Checked: Aurora's instance classes; engine and version of the cluster.
 */
@AutoService(ResourceType.class)
public final class DbClusterInstance implements ResourceType {

  public static final String TYPE = "aws:rds/clusterInstance:ClusterInstance";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS Cluster Instance")
        .listedBy("rds describe-db-instances", "DBInstances", "DBInstanceIdentifier=identifier")
        .named("identifier")
        .replacedBy(
            """
            availabilityZone clusterIdentifier customIamInstanceProfile dbSubnetGroupName engine
            identifier identifierPrefix
            """)
        .filledByAws(
            """
            applyImmediately availabilityZone caCertIdentifier dbParameterGroupName
            dbSubnetGroupName engineVersion identifier identifierPrefix monitoringRoleArn
            performanceInsightsEnabled performanceInsightsKmsKeyId
            performanceInsightsRetentionPeriod preferredBackupWindow preferredMaintenanceWindow
            publiclyAccessible
            """)
        .unread("applyImmediately")
        .comparedAsRead("caCertIdentifier", "engineVersion", "instanceClass")
        .changedAtOnce(DbChange.UNNOTICED)
        .atMost(DbInstance.QUOTA.together(DbInstance.TYPE))
        .unavailableAs(DbInstance.UNAVAILABLE)
        // Measured: 5 min 38 s and 6 min 31 s (hashicorp/terraform-provider-aws#19096).
        .createdIn(Duration.ofMinutes(6))
        // Measured: about 12 minutes (go-to-k/cdkd#394, tungbq/aws-lab-with-terraform#100).
        .deletedIn(Duration.ofMinutes(12));
  }

  /** The cluster's version is the instance's, which AWS upgrades with it. */
  @Override
  public Fields read(Account account, Entity entity, Fields state) {
    var told = entity.propertiesAt(account.now());
    var version = cluster(account, told).text("engineVersionActual").orElse("");
    return PendingModifications.read(
        told.with("engineVersionActual", version)
            .with(
                "dbParameterGroupName",
                DbGroups.ownOrDefault(told, "dbParameterGroupName", DbGroups.OF_AURORA, version)),
        entity.pending(),
        state);
  }

  @Override
  public Optional<Work> modification(Fields before, Fields after) {
    return DbChange.between(before, after);
  }

  /** RDS deletes an instance even while it is pending. */
  @Override
  public void allowDelete(Account account, Entity entity, Fields state) {}

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("autoMinorVersionUpgrade", true)
        .fill("copyTagsToSnapshot", false)
        .fill("forceDestroy", false)
        .fill("monitoringInterval", 0)
        .fill("promotionTier", 0)
        .length("identifier", 1, 63)
        .matches("identifier", DbProxy.NAME, DbProxy.NAME_RULE)
        .atMostOne("identifier", "identifierPrefix")
        .oneOf("engine", "aurora-postgresql")
        .judge(
            "instanceClass",
            StringConstraint.oneOfMany(
                DbInstanceClasses.ofAurora(), "an instance class of Aurora PostgreSQL"))
        .oneOf("caCertIdentifier", "rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1")
        .oneOfNumbers("performanceInsightsRetentionPeriod", DbInstanceRules.insightsDays())
        .between("promotionTier", 0, 15, "");
    DbInstanceRules.monitoring(inputs);
    Windows.check(inputs, "preferredBackupWindow", "preferredMaintenanceWindow");
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Keys.requireUsable(
        account, inputs.text("performanceInsightsKmsKeyId"), "KMSKeyNotAccessibleFault");
    Roles.requireTrusted(
        account,
        inputs.text("monitoringRoleArn"),
        "monitoring.rds.amazonaws.com",
        "InvalidParameterValue");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var cluster = cluster(account, properties);
    var its = cluster.properties();
    var version = its.text("engineVersionActual", "");
    var identifier = properties.text("identifier", "tf-" + Ids.hex(account, "identifier", 26));
    var settled =
        properties
            .with("identifier", identifier)
            .with("engineVersionActual", version)
            .withDefault("engineVersion", version)
            .withDefault("availabilityZone", zone(account, cluster))
            .withDefault("caCertIdentifier", "rds-ca-rsa2048-g1")
            .with(
                "dbParameterGroupName",
                DbGroups.ownOrDefault(
                    properties, "dbParameterGroupName", DbGroups.OF_AURORA, version))
            .withDefault("dbSubnetGroupName", its.text("dbSubnetGroupName", ""))
            .withDefault("performanceInsightsEnabled", false)
            .withDefault("preferredBackupWindow", its.text("preferredBackupWindow", ""))
            .withDefault("preferredMaintenanceWindow", "sun:04:32-sun:05:02")
            .withDefault("publiclyAccessible", false)
            .with("arn", account.arn("rds", "db:" + identifier))
            .with(
                "endpoint",
                "%s.%s.%s.rds.amazonaws.com"
                    .formatted(identifier, Ids.rdsLabel(account), account.region()))
            .with("port", its.number("port").orElse(5432))
            .with("kmsKeyId", its.text("kmsKeyId", ""))
            .with("networkType", its.text("networkType", "IPV4"))
            .with("storageEncrypted", its.flag("storageEncrypted"));
    return DbKeys.settle(account, settled);
  }

  private static Entity cluster(Account account, Fields properties) {
    var identifier = properties.text("clusterIdentifier", "");
    return account.required(
        DbCluster.TYPE,
        identifier,
        "DBClusterNotFoundFault",
        "DBCluster " + identifier + " not found.");
  }

  /** Aurora distributes the instances over the zones of the subnet group, one after another. */
  private static String zone(Account account, Entity cluster) {
    var zones =
        Network.zonesOf(DbGroups.subnetsOf(account, cluster.properties())).stream().toList();
    var before = DbCluster.members(account, cluster.id()).count();
    return zones.isEmpty()
        ? Zones.of(account.region()).get(0)
        : zones.get((int) (before % zones.size()));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var identifier = properties.text("identifier", "");
    DbInstance.refuseClash(account, identifier);
    var cluster = cluster(account, properties);
    new DbCluster().requireAvailable(account, cluster);
    requireVersionOf(cluster, properties);
    boolean isWriter = DbCluster.members(account, cluster.id()).findAny().isEmpty();
    return made(
        account,
        identifier,
        properties
            .with("dbiResourceId", "db-" + Ids.upper(account, "db", 26))
            .with("writer", isWriter));
  }

  /** RDS refuses another version than the cluster's (hashicorp/terraform-provider-aws#14037). */
  private static void requireVersionOf(Entity cluster, Fields properties) {
    var actual = cluster.text("engineVersionActual").orElse("");
    var asked = properties.text("engineVersion", actual);
    if (!asked.equals(actual) && !EngineVersion.isMajorOf(asked, actual)) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "The engine version that you requested for your DB instance (%s) does not match the engine version of your DB cluster (%s)."
              .formatted(asked, actual));
    }
  }

  @Override
  public Made update(Account account, Entity before, Fields properties, Fields state) {
    return PendingModifications.OF_CLUSTER_INSTANCE.defer(
        before, update(account, before, properties));
  }

  @Override
  public void admit(Account account, Fields properties) {
    var cluster = cluster(account, properties);
    if (properties.says("instanceClass", "db.serverless")
        && !cluster.properties().has("serverlessv2ScalingConfiguration")) {
      throw new AwsFault(
          "InvalidParameterValue",
          "Set the Serverless v2 scaling configuration on the parent DB cluster %s before creating a Serverless v2 DB instance."
              .formatted(cluster.id()));
    }
  }
}
