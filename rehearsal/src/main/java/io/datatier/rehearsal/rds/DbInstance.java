package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Quota;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Work;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.iam.Roles;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Follows internal/service/rds/instance.go of the provider, where an instance's id is its resource
 * id ({@code db-...}), so that the identifier can change in place.
 *
 * <p>Checked: PostgreSQL: versions and upgrades, classes, storage, windows, names, encryption,
 * monitoring; groups and subnets of one VPC; deletion protection and final snapshot; snapshots and
 * times to restore from.
 */
@AutoService(ResourceType.class)
public final class DbInstance implements ResourceType {

  public static final String TYPE = "aws:rds/instance:Instance";

  static final String UNAVAILABLE = "InvalidDBInstanceState";

  /** Cluster instances count too. */
  static final Quota QUOTA = new Quota(40, "InstanceQuotaExceeded", "DB instance quota exceeded");

  static final String HOSTED_ZONE = "Z2R2ITUGPM61AM";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS DB Instance")
        .listedBy("rds describe-db-instances", "DBInstances", "DBInstanceIdentifier=identifier")
        .autoNamed(AutoName.of("identifier", 255).plain())
        .replacedBy(
            """
            availabilityZone backupTarget characterSetName customIamInstanceProfile dbName engine
            kmsKeyId ncharCharacterSetName restoreToPointInTime snapshotIdentifier
            storageEncrypted timezone username
            """)
        .filledByAws(
            """
            allocatedStorage availabilityZone backupRetentionPeriod backupTarget backupWindow
            caCertIdentifier characterSetName databaseInsightsMode dbName dbSubnetGroupName engine
            engineLifecycleSupport engineVersion identifier identifierPrefix iops kmsKeyId
            licenseModel maintenanceWindow masterUserSecretKmsKeyId monitoringRoleArn multiAz
            ncharCharacterSetName networkType optionGroupName parameterGroupName
            performanceInsightsKmsKeyId performanceInsightsRetentionPeriod port replicaMode
            snapshotIdentifier storageThroughput storageType timezone username vpcSecurityGroupIds
            """)
        .unordered("enabledCloudwatchLogsExports", "vpcSecurityGroupIds")
        .secrets("password")
        .unread(
            """
            allowMajorVersionUpgrade applyImmediately deleteAutomatedBackups
            finalSnapshotIdentifier manageMasterUserPassword password restoreToPointInTime
            skipFinalSnapshot snapshotIdentifier
            """)
        .comparedAsRead(
            PendingModifications.INSTANCE,
            """
            backupRetentionPeriod dbName engine engineVersion kmsKeyId optionGroupName
            parameterGroupName storageEncrypted username
            """)
        .changedAtOnce(DbChange.UNNOTICED)
        .atMost(QUOTA.together(DbClusterInstance.TYPE))
        .unavailableAs(UNAVAILABLE)
        // Measured: 5 to 10 minutes (hashicorp/terraform#498).
        .createdIn(Duration.ofMinutes(7))
        // Measured: more than 5 minutes (hashicorp/terraform#32358).
        .deletedIn(Duration.ofMinutes(6));
  }

  /** Measured: 15 to 20 minutes for a Multi-AZ instance (hashicorp/terraform#498). */
  @Override
  public Optional<Work> creation(Fields made) {
    return made.flag("multiAz")
        ? Optional.of(new Work("creating", Duration.ofMinutes(16)))
        : ResourceType.super.creation(made);
  }

  @Override
  public Optional<Work> modification(Fields before, Fields after) {
    return DbChange.between(before, after);
  }

  @Override
  public Optional<Duration> deletionTime(Fields state) {
    var snapshot = state.flag("skipFinalSnapshot") ? Duration.ZERO : Duration.ofMinutes(3);
    return ResourceType.super.deletionTime(state).map(snapshot::plus);
  }

  @Override
  public void allowDelete(Account account, Entity entity, Fields state) {
    if (!state.flag("skipFinalSnapshot") && entity.transitionAt(account.now()).isPresent()) {
      throw new AwsFault(
          UNAVAILABLE,
          "Cannot create a snapshot because the database instance %s is not currently in the available state."
              .formatted(entity.text("identifier").orElse(entity.id())));
    }
  }

  @Override
  public Fields read(Account account, Entity entity, Fields state) {
    return PendingModifications.read(entity.propertiesAt(account.now()), entity.pending(), state);
  }

  @Override
  public Fields planned(Fields before, Fields inputs) {
    return DbStorage.planned(before, inputs);
  }

  /** Instances are imported by their identifier. */
  @Override
  public Optional<Entity> find(Account account, String id) {
    return account.find(TYPE, id).or(() -> account.findBy(TYPE, "identifier", id));
  }

  @Override
  public void check(Inputs inputs) {
    DbInstanceRules.check(inputs);
    DbRestore.OF_INSTANCE.check(inputs);
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Network.requireGroupsOfInterface(
        account,
        inputs.texts("vpcSecurityGroupIds"),
        Optional.empty(),
        "InvalidParameterCombination");
    DbKeys.requireUsable(account, inputs);
    Roles.requireTrusted(
        account,
        inputs.text("monitoringRoleArn"),
        "monitoring.rds.amazonaws.com",
        "InvalidParameterValue");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return DbInstanceDefaults.settle(
        account, properties.has("resourceId") ? properties : inheriting(account, properties));
  }

  /** The provider looks at the source of a replica before a snapshot (resourceInstanceCreate). */
  private static Fields inheriting(Account account, Fields properties) {
    return properties.text("replicateSourceDb", "").isEmpty()
        ? DbRestore.OF_INSTANCE.inheriting(account, properties)
        : DbReplica.inheriting(account, properties);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var identifier = properties.text("identifier", "");
    refuseClash(account, identifier);
    DbGroups.OF_INSTANCE.requireCompatible(account, properties);
    DbReplica.source(account, properties).ifPresent(source -> requireAvailable(account, source));
    var id = "db-" + Ids.upper(account, "db", 26);
    var database =
        entity(
            account,
            id,
            properties
                .with("resourceId", id)
                .with("hostedZoneId", HOSTED_ZONE)
                .with("status", "available")
                .with("replicas", new Value.Items(List.of()))
                .with("listenerEndpoints", new Value.Items(List.of()))
                .with(
                    "latestRestorableTime",
                    account.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    return MasterSecret.with(account, database);
  }

  /** Standalone and cluster instances share one namespace. */
  static void refuseClash(Account account, String identifier) {
    if (account.findBy(TYPE, "identifier", identifier).isPresent()
        || account.find(DbClusterInstance.TYPE, identifier).isPresent()) {
      throw new AwsFault("DBInstanceAlreadyExists", "DB instance already exists: " + identifier);
    }
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    var was = before.properties();
    var identifier = properties.text("identifier", "");
    if (!was.text("identifier", "").equals(identifier)) {
      refuseClash(account, identifier);
    }
    DbEngine.POSTGRES.requireUpgrade(
        was.text("engineVersionActual", ""),
        properties.text("engineVersionActual", ""),
        properties.flag("allowMajorVersionUpgrade"));
    DbStorage.requireGrowth(
        was.number("allocatedStorage").orElse(0), properties.number("allocatedStorage").orElse(0));
    DbGroups.OF_INSTANCE.requireCompatible(account, properties);
    DbReplica.requireSameSource(was, properties);
    return MasterSecret.of(account, before, properties);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties, Fields state) {
    DbStorage.requireIops(state, properties);
    return PendingModifications.OF_INSTANCE.defer(before, update(account, before, properties));
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
          "Cannot delete protected DB Instance, please disable deletion protection and try again.");
    }
    DbReplica.refuseFinalSnapshot(entity, state);
    return FinalSnapshot.of(account, entity, state);
  }
}
