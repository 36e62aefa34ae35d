package io.datatier.database;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.ParameterGroup;
import com.pulumi.aws.rds.ParameterGroupArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.inputs.InstanceRestoreToPointInTimeArgs;
import com.pulumi.aws.rds.inputs.ParameterGroupParameterArgs;
import com.pulumi.aws.rds.outputs.InstanceMasterUserSecret;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.LogGroups;
import io.datatier.component.ResourceOutput;
import io.datatier.config.InvalidValue;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.network.Network;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * RDS for PostgreSQL on one instance: encrypted, private, TLS forced, its master password generated
 * and stored by RDS.
 */
public final class Database extends DatabaseComponent {

  /** The type token of these components. */
  public static final String TYPE = "datatier:database:Database";

  private static final List<String> EXPORTED_LOGS = List.of("postgresql", "upgrade");

  private final Instance instance;

  /**
   * A database without a parent, for a program that does not ask RDS what runs. Restored to a point
   * in time, it has the speed of its source's storage until {@code restore} is taken out of the
   * settings.
   */
  public Database(
      String name,
      DatabaseSettings settings,
      Network network,
      EncryptionKeys keys,
      LogGroups logs) {
    this(name, settings, Optional.empty(), network, keys, logs, ComponentResourceOptions.Empty);
  }

  /**
   * The database that {@code settings} ask for.
   *
   * @param name also the identifier of the DB instance
   * @param running the database itself, if there is one already
   * @throws InvalidValue if the settings ask for a cluster
   */
  public Database(
      String name,
      DatabaseSettings settings,
      Optional<RunningDatabase> running,
      Network network,
      EncryptionKeys keys,
      LogGroups logs,
      ComponentResourceOptions options) {
    super(TYPE, name, settings, running, network, options);
    var topology =
        settings
            .topology()
            .single()
            .orElseThrow(() -> new InvalidValue(settings.topology(), "be a single instance"));
    this.instance =
        createInstance(
            new RdsName(name),
            topology,
            keys,
            createSubnetGroup(name),
            createParameterGroup(name),
            createLogGroups(logs, "/aws/rds/instance/" + name, EXPORTED_LOGS));
    registerOutputs(Map.of("identifier", identifier(), "adminEndpoint", endpoint()));
  }

  @Override
  public Output<String> identifier() {
    return ResourceOutput.of(instance, instance.identifier());
  }

  @Override
  public DatabaseSecret masterSecret() {
    return firstOf(
        instance,
        instance.masterUserSecrets(),
        InstanceMasterUserSecret::secretArn,
        InstanceMasterUserSecret::kmsKeyId);
  }

  @Override
  Output<String> endpoint() {
    return ResourceOutput.of(instance, instance.endpoint());
  }

  private ParameterGroup createParameterGroup(String name) {
    return new ParameterGroup(
        parametersName(),
        ParameterGroupArgs.builder()
            .name(name + "-" + family())
            .family(family())
            .description("TLS forced for " + name)
            .parameters(parameters().stream().map(Database::parameter).toList())
            .build(),
        parameterOptions());
  }

  private static ParameterGroupParameterArgs parameter(Parameter parameter) {
    return ParameterGroupParameterArgs.builder()
        .name(parameter.name())
        .value(parameter.value())
        .applyMethod(parameter.applyMethod())
        .build();
  }

  private Instance createInstance(
      RdsName identifier,
      Topology.SingleInstance topology,
      EncryptionKeys keys,
      SubnetGroup subnets,
      ParameterGroup parameters,
      List<LogGroup> logGroups) {
    var settings = settings();
    var args =
        InstanceArgs.builder()
            .identifier(identifier.value())
            .instanceClass(settings.machine().value())
            .engine(kind().engine())
            .engineVersion(settings.version().value())
            .autoMinorVersionUpgrade(settings.version().leavesMinorToRds())
            .storageType("gp3")
            .allocatedStorage(topology.storageGib())
            .storageEncrypted(true)
            .dbName(settings.databaseName().value())
            .port(PORT)
            .username(settings.masterUsername().value())
            // RDS makes, keeps and rotates the password; it never enters the program or its state.
            .manageMasterUserPassword(true)
            .dbSubnetGroupName(subnets.name())
            .vpcSecurityGroupIds(Output.all(securityGroupId()))
            .publiclyAccessible(false)
            .parameterGroupName(parameters.name())
            .multiAz(topology.multiAz())
            .backupRetentionPeriod(settings.backupRetentionDays())
            .copyTagsToSnapshot(true)
            .applyImmediately(appliesImmediately())
            .deletionProtection(settings.deletionProtection())
            .skipFinalSnapshot(!settings.finalSnapshot())
            .performanceInsightsEnabled(settings.performanceInsights())
            .enabledCloudwatchLogsExports(EXPORTED_LOGS);
    keys.storage().ifPresent(args::kmsKeyId);
    keys.secrets().ifPresent(args::masterUserSecretKmsKeyId);
    topology.maxStorageGib().ifPresent(args::maxAllocatedStorage);
    settings.maintenanceWindow().ifPresent(window -> args.maintenanceWindow(window.value()));
    settings.backupWindow().ifPresent(window -> args.backupWindow(window.value()));
    if (isMajorUpgrade()) {
      args.allowMajorVersionUpgrade(true);
    }
    storageSpeed()
        .ifPresent(speed -> args.iops(speed.iops()).storageThroughput(speed.throughput()));
    snapshot().ifPresent(args::snapshotIdentifier);
    pointInTime().ifPresent(point -> args.restoreToPointInTime(restored(point)));
    finalSnapshot(identifier).ifPresent(args::finalSnapshotIdentifier);
    return new Instance(child("instance"), args.build(), dataOptionsAfter(logGroups));
  }

  private static InstanceRestoreToPointInTimeArgs restored(Restore.PointInTime from) {
    var point =
        InstanceRestoreToPointInTimeArgs.builder()
            .sourceDbInstanceIdentifier(from.database().value());
    return from.at().isLatest()
        ? point.useLatestRestorableTime(true).build()
        : point.restoreTime(from.at().value()).build();
  }
}
