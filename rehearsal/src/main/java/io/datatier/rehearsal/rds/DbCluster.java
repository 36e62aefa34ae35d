package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Work;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows internal/service/rds/cluster.go of the provider, for Aurora PostgreSQL. The list of
 * members stays empty, as in the provider until the next refresh; members are found through their
 * instances.
 *
 * <p>Checked: Aurora PostgreSQL: versions, names, windows, capacity, encryption; deletion
 * protection and final snapshot; snapshots and times to restore from.
 */
@AutoService(ResourceType.class)
public final class DbCluster implements ResourceType {

  public static final String TYPE = "aws:rds/cluster:Cluster";

  private static final String STORAGE_TYPE = "storageType";
  private static final String USUAL_STORAGE = "aurora";
  private static final String UNAVAILABLE = "InvalidDBClusterStateFault";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS Cluster")
        .listedBy("rds describe-db-clusters", "DBClusters", "DBClusterIdentifier=clusterIdentifier")
        .named("clusterIdentifier")
        .uniqueAs("DBClusterAlreadyExistsFault", "DB Cluster already exists: %s")
        .replacedBy(
            """
            availabilityZones clusterIdentifier clusterIdentifierPrefix clusterScalabilityType
            databaseName dbSubnetGroupName dbSystemId engine engineMode kmsKeyId masterUsername
            restoreToPointInTime snapshotIdentifier sourceRegion storageEncrypted
            """)
        .filledByAws(
            """
            allocatedStorage applyImmediately availabilityZones backupRetentionPeriod
            caCertificateIdentifier clusterIdentifier clusterIdentifierPrefix clusterMembers
            clusterScalabilityType databaseInsightsMode databaseName dbClusterParameterGroupName
            dbSubnetGroupName dbSystemId engineLifecycleSupport engineVersion iamRoles kmsKeyId
            masterUserSecretKmsKeyId masterUsername monitoringInterval monitoringRoleArn
            networkType performanceInsightsKmsKeyId performanceInsightsRetentionPeriod port
            preferredBackupWindow preferredMaintenanceWindow snapshotIdentifier storageEncrypted
            storageType vpcSecurityGroupIds
            """)
        .unordered(
            """
            availabilityZones clusterMembers enabledCloudwatchLogsExports iamRoles
            vpcSecurityGroupIds
            """)
        .secrets("masterPassword")
        .unread(
            """
            allowMajorVersionUpgrade applyImmediately dbInstanceParameterGroupName
            deleteAutomatedBackups finalSnapshotIdentifier manageMasterUserPassword masterPassword
            restoreToPointInTime skipFinalSnapshot snapshotIdentifier
            """)
        .comparedAsRead(
            """
            databaseName dbClusterParameterGroupName engineVersion iamDatabaseAuthenticationEnabled
            kmsKeyId masterUsername storageEncrypted
            """)
        .changedAtOnce(DbChange.UNNOTICED)
        .atMost(40, "DBClusterQuotaExceededFault", "DB cluster quota exceeded")
        .unavailableAs(UNAVAILABLE)
        .createdIn(Duration.ofMinutes(1))
        // Measured: 1 min 3 s (tungbq/aws-lab-with-terraform#100).
        .deletedIn(Duration.ofMinutes(1));
  }

  @Override
  public Fields read(Account account, Entity entity, Fields state) {
    return PendingModifications.read(entity.propertiesAt(account.now()), entity.pending(), state);
  }

  @Override
  public Optional<Work> modification(Fields before, Fields after) {
    return DbChange.between(before, after);
  }

  /**
   * Removed capacity limits stay (SuppressMissingOptionalConfigurationBlock), and Aurora's usual
   * storage type has no name (CustomizeDiff).
   */
  @Override
  public Fields planned(Fields before, Fields inputs) {
    var kept = inputs.keeping("serverlessv2ScalingConfiguration", before);
    boolean isUsual =
        inputs.says(STORAGE_TYPE, USUAL_STORAGE) && before.text(STORAGE_TYPE, "").isEmpty();
    return isUsual
        ? before
            .get(STORAGE_TYPE)
            .map(none -> kept.with(STORAGE_TYPE, none))
            .orElse(kept.without(List.of(STORAGE_TYPE)))
        : kept;
  }

  @Override
  public void check(Inputs inputs) {
    DbClusterRules.check(inputs);
    DbRestore.OF_CLUSTER.check(inputs);
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Network.requireGroupsOfInterface(
        account,
        inputs.texts("vpcSecurityGroupIds"),
        Optional.empty(),
        "InvalidParameterCombination");
    DbKeys.requireUsable(account, inputs);
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    boolean isNew = !properties.has("clusterResourceId");
    var told =
        properties.says(STORAGE_TYPE, USUAL_STORAGE)
            ? properties.with(STORAGE_TYPE, "")
            : properties;
    return DbClusterDefaults.settle(
        account, isNew ? DbRestore.OF_CLUSTER.inheriting(account, told) : told);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var identifier = properties.text("clusterIdentifier", "");
    DbGroups.OF_CLUSTER.requireCompatible(account, properties);
    var cluster =
        entity(
            account,
            identifier,
            properties
                .with("clusterResourceId", "cluster-" + Ids.upper(account, "cluster", 26))
                .with("hostedZoneId", DbInstance.HOSTED_ZONE)
                .with("caCertificateValidTill", "")
                .with("clusterMembers", new Value.Items(List.of()))
                .with("iamRoles", Value.of(properties.texts("iamRoles"))));
    return MasterSecret.with(account, cluster);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    var from = before.text("engineVersionActual").orElse("");
    var to = properties.text("engineVersionActual", "");
    DbEngine.AURORA.requireUpgrade(from, to, properties.flag("allowMajorVersionUpgrade"));
    if (!EngineVersion.sameMajor(from, to)) {
      requireInstanceGroup(account, before, properties);
    }
    DbGroups.OF_CLUSTER.requireCompatible(account, properties);
    return MasterSecret.of(account, before, properties);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties, Fields state) {
    return PendingModifications.OF_CLUSTER.defer(before, update(account, before, properties));
  }

  /** A parameter group of the instances' own does not fit the new major version. */
  private static void requireInstanceGroup(Account account, Entity cluster, Fields properties) {
    AwsFault.ifAny(
        members(account, cluster.id())
            .flatMap(member -> member.text("dbParameterGroupName").stream())
            .filter(group -> !group.startsWith("default."))
            .filter(own -> !properties.has("dbInstanceParameterGroupName")),
        "InvalidParameterCombination",
        own ->
            "The current DB instance parameter group %s is custom. You must explicitly specify a new DB instance parameter group, either default or custom, for the engine version upgrade."
                .formatted(own));
  }

  /** The instances of a cluster. */
  static Stream<Entity> members(Account account, String cluster) {
    return account.all(DbClusterInstance.TYPE, "clusterIdentifier", cluster);
  }

  @Override
  public Fields imported(Fields properties) {
    return FinalSnapshot.imported(properties);
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    if (entity.properties().flag("deletionProtection")) {
      throw new AwsFault(
          "InvalidParameterCombination",
          "Cannot delete protected Cluster, please disable deletion protection and try again.");
    }
    AwsFault.ifAny(
        members(account, entity.id()).filter(member -> !member.isBeingDeleted()),
        UNAVAILABLE,
        member ->
            "Cluster cannot be deleted, it still contains DB instances in non-deleting state: "
                + member.id());
    return FinalSnapshot.of(account, entity, state);
  }
}
