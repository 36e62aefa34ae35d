package io.datatier.database;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.rds.Cluster;
import com.pulumi.aws.rds.ClusterArgs;
import com.pulumi.aws.rds.ClusterInstance;
import com.pulumi.aws.rds.ClusterInstanceArgs;
import com.pulumi.aws.rds.ClusterParameterGroup;
import com.pulumi.aws.rds.ClusterParameterGroupArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.inputs.ClusterParameterGroupParameterArgs;
import com.pulumi.aws.rds.inputs.ClusterRestoreToPointInTimeArgs;
import com.pulumi.aws.rds.outputs.ClusterMasterUserSecret;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.LogGroups;
import io.datatier.component.ResourceOutput;
import io.datatier.config.InvalidValue;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import io.datatier.values.RdsName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Aurora PostgreSQL cluster: a writer and readers, encrypted, private, TLS forced, its master
 * password generated and stored by RDS.
 */
public final class DatabaseCluster extends DatabaseComponent {

  private static final List<String> EXPORTED_LOGS = List.of("postgresql");

  private final Cluster cluster;
  private final List<ClusterInstance> instances;

  /** A cluster without a parent. */
  public DatabaseCluster(
      String name,
      DatabaseSettings settings,
      Network network,
      EncryptionKeys keys,
      LogGroups logs) {
    this(name, settings, Optional.empty(), network, keys, logs, ComponentResourceOptions.Empty);
  }

  /**
   * The cluster that {@code settings} ask for.
   *
   * @param name also the identifier of the DB cluster; its instances have a number after it
   * @param running the database itself, if there is one already
   * @throws InvalidValue if the settings ask for a single instance
   */
  public DatabaseCluster(
      String name,
      DatabaseSettings settings,
      Optional<RunningDatabase> running,
      Network network,
      EncryptionKeys keys,
      LogGroups logs,
      ComponentResourceOptions options) {
    super("datatier:database:DatabaseCluster", name, settings, running, network, options);
    var topology =
        settings
            .topology()
            .cluster()
            .orElseThrow(() -> new InvalidValue(settings.topology(), "be an Aurora cluster"));
    var subnets = createSubnetGroup(name);
    this.cluster =
        createCluster(
            new RdsName(name),
            keys,
            subnets,
            createParameterGroup(name),
            createLogGroups(logs, "/aws/rds/cluster/" + name, EXPORTED_LOGS));
    this.instances = createInstances(name, 1 + topology.readers(), subnets);
    registerOutputs(Map.of("identifier", identifier(), "adminEndpoint", endpoint()));
  }

  // RDS registers a cluster with a proxy once it has an instance, so the identifier comes after the
  // first; more of them change nothing for what is built on it.
  @Override
  public Output<String> identifier() {
    return Output.tuple(
            instances.get(0).id(), ResourceOutput.of(cluster, cluster.clusterIdentifier()))
        .applyValue(both -> both.t2);
  }

  @Override
  public DatabaseSecret masterSecret() {
    return firstOf(
        cluster,
        cluster.masterUserSecrets(),
        ClusterMasterUserSecret::secretArn,
        ClusterMasterUserSecret::kmsKeyId);
  }

  @Override
  Output<String> endpoint() {
    return ResourceOutput.of(cluster, cluster.endpoint()).applyValue(host -> host + ":" + PORT);
  }

  private ClusterParameterGroup createParameterGroup(String name) {
    return new ClusterParameterGroup(
        parametersName(),
        ClusterParameterGroupArgs.builder()
            .name(name + "-" + family())
            .family(family())
            .description("TLS forced for " + name)
            .parameters(parameters().stream().map(DatabaseCluster::parameter).toList())
            .build(),
        parameterOptions());
  }

  /**
   * From version 17 on 1 is the default, of which RDS always reports pending-reboot. Asked for at
   * once, it would show as a change in every preview.
   */
  @Override
  String forceTlsMethod() {
    return Integer.parseInt(settings().version().major()) >= 17 ? "pending-reboot" : "immediate";
  }

  private static ClusterParameterGroupParameterArgs parameter(Parameter parameter) {
    return ClusterParameterGroupParameterArgs.builder()
        .name(parameter.name())
        .value(parameter.value())
        .applyMethod(parameter.applyMethod())
        .build();
  }

  private Cluster createCluster(
      RdsName identifier,
      EncryptionKeys keys,
      SubnetGroup subnets,
      ClusterParameterGroup parameters,
      List<LogGroup> logGroups) {
    var settings = settings();
    var args =
        ClusterArgs.builder()
            .clusterIdentifier(identifier.value())
            .engine(kind().engine())
            .engineVersion(settings.version().value())
            .storageEncrypted(true)
            .databaseName(settings.databaseName().value())
            .port(PORT)
            .masterUsername(settings.masterUsername().value())
            // RDS makes, keeps and rotates the password; it never enters the program or its state.
            .manageMasterUserPassword(true)
            .dbSubnetGroupName(subnets.name())
            .vpcSecurityGroupIds(Output.all(securityGroupId()))
            .dbClusterParameterGroupName(parameters.name())
            .backupRetentionPeriod(settings.backupRetentionDays())
            .copyTagsToSnapshot(true)
            .applyImmediately(appliesImmediately())
            .deletionProtection(settings.deletionProtection())
            .skipFinalSnapshot(!settings.finalSnapshot())
            .enabledCloudwatchLogsExports(EXPORTED_LOGS);
    keys.storage().ifPresent(args::kmsKeyId);
    keys.secrets().ifPresent(args::masterUserSecretKmsKeyId);
    settings
        .maintenanceWindow()
        .ifPresent(window -> args.preferredMaintenanceWindow(window.value()));
    settings.backupWindow().ifPresent(window -> args.preferredBackupWindow(window.value()));
    if (isMajorUpgrade()) {
      args.allowMajorVersionUpgrade(true);
    }
    snapshot().ifPresent(args::snapshotIdentifier);
    pointInTime().ifPresent(point -> args.restoreToPointInTime(restored(point)));
    finalSnapshot(identifier).ifPresent(args::finalSnapshotIdentifier);
    return new Cluster(child("cluster"), args.build(), dataOptionsAfter(logGroups));
  }

  // One after the other: the first is the writer of a new cluster, and while one restarts for
  // another class the others serve. Changed at once, all would be down (terraform-provider-aws,
  // issue 27910).
  private List<ClusterInstance> createInstances(String name, int count, SubnetGroup subnets) {
    var created = new ArrayList<ClusterInstance>();
    for (var number = 1; number <= count; number++) {
      created.add(
          createInstance(
              name + "-" + number,
              number,
              subnets,
              number == 1 ? List.of() : List.of(created.get(number - 2))));
    }
    return List.copyOf(created);
  }

  private ClusterInstance createInstance(
      String identifier, int number, SubnetGroup subnets, List<ClusterInstance> before) {
    var args =
        ClusterInstanceArgs.builder()
            .identifier(identifier)
            .clusterIdentifier(ResourceOutput.of(cluster, cluster.clusterIdentifier()))
            .engine(kind().engine())
            .engineVersion(instanceVersion())
            .autoMinorVersionUpgrade(settings().version().leavesMinorToRds())
            .instanceClass(settings().machine().value())
            .dbSubnetGroupName(subnets.name())
            .publiclyAccessible(false)
            .copyTagsToSnapshot(true)
            // Always set: the provider keeps the old value of an absent property.
            .performanceInsightsEnabled(settings().performanceInsights())
            .applyImmediately(settings().applyImmediately());
    // The cluster's window is for its storage and engine, each instance has one for its machine.
    settings()
        .maintenanceWindow()
        .ifPresent(window -> args.preferredMaintenanceWindow(window.value()));
    // Without the first there is no cluster to connect to; readers come and go.
    return new ClusterInstance(
        child("instance-" + number),
        args.build(),
        number == 1 ? protectedOptionsAfter(before) : childOptionsAfter(before));
  }

  private static ClusterRestoreToPointInTimeArgs restored(Restore.PointInTime from) {
    var point =
        ClusterRestoreToPointInTimeArgs.builder().sourceClusterIdentifier(from.database().value());
    return from.at().isLatest()
        ? point.useLatestRestorableTime(true).build()
        : point.restoreToTime(from.at().value()).build();
  }
}
