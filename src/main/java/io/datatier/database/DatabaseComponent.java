package io.datatier.database;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import io.datatier.component.LogGroups;
import io.datatier.component.ResourceOutput;
import io.datatier.network.GroupRule;
import io.datatier.network.Network;
import io.datatier.values.RdsName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every new database has: a security group that admits only the proxy and the admin group,
 * private subnets, and log groups with a retention.
 */
public abstract sealed class DatabaseComponent extends Component implements PostgresDatabase
    permits Database, DatabaseCluster {

  // Marks the group for policies and people; see the page in policy/docs.
  private static final Map<String, String> ADMIN_TAGS = Map.of("database-access", "admin");

  private final DatabaseSettings settings;
  private final Optional<DatabaseChange> change;
  private final Network network;
  private final SecurityGroup group;
  private final SecurityGroup adminGroup;

  DatabaseComponent(
      String type,
      String name,
      DatabaseSettings settings,
      Optional<RunningDatabase> running,
      Network network,
      ComponentResourceOptions options) {
    super(type, name, options);
    this.settings = settings;
    this.change = running.map(it -> new DatabaseChange(it, settings));
    this.network = network;
    this.group =
        network.createSecurityGroup(child("group"), name, "Database " + name, childOptions());
    this.adminGroup = createAdminGroup(name);
  }

  /** Direct access, for administration and migrations only. */
  public final AdminAccess adminAccess() {
    return new AdminAccess(endpoint(), adminGroup.id());
  }

  @Override
  public final Optional<DatabaseComponent> created() {
    return Optional.of(this);
  }

  @Override
  public final Network network() {
    return network;
  }

  @Override
  public final Output<String> securityGroupId() {
    return group.id();
  }

  @Override
  public final int port() {
    return PORT;
  }

  @Override
  public final DatabaseLogin master() {
    return new DatabaseLogin(settings().masterUsername().value(), masterSecret());
  }

  /** The secret that RDS made for the master user. */
  public abstract DatabaseSecret masterSecret();

  /** The only one of {@code secrets}, those of {@code owner}. */
  static <T> DatabaseSecret firstOf(
      CustomResource owner,
      Output<List<T>> secrets,
      Function<T, Optional<String>> arn,
      Function<T, Optional<String>> key) {
    var first = ResourceOutput.of(owner, secrets).applyValue(it -> it.get(0));
    return new DatabaseSecret(
        first.applyValue(it -> arn.apply(it).orElseThrow()),
        Optional.of(first.applyValue(it -> key.apply(it).orElseThrow())));
  }

  /** {@code host:port} of the database itself. */
  abstract Output<String> endpoint();

  @Override
  public final DatabaseSettings settings() {
    return settings;
  }

  final SubnetGroup createSubnetGroup(String name) {
    return new SubnetGroup(
        child("subnets"),
        SubnetGroupArgs.builder()
            .name(name)
            .description("Private subnets of " + name)
            .subnetIds(network().privateSubnetIds())
            .build(),
        childOptions());
  }

  final List<LogGroup> createLogGroups(LogGroups groups, String folder, List<String> logs) {
    return logs.stream()
        .map(log -> groups.create(child("log-" + log), folder + "/" + log, childOptions()))
        .toList();
  }

  /** The parameters of the parameter group. */
  final List<Parameter> parameters() {
    var forceTls = new Parameter("rds.force_ssl", "1", forceTlsMethod());
    var most = settings().maxConnections();
    return most.isPresent()
        // A static parameter: it holds from the next restart on.
        ? List.of(
            forceTls,
            new Parameter("max_connections", Integer.toString(most.getAsInt()), "pending-reboot"))
        : List.of(forceTls);
  }

  /** When RDS reports that it forces TLS. */
  String forceTlsMethod() {
    return "immediate";
  }

  /** The snapshot to restore a new database from. */
  final Optional<String> snapshot() {
    return settings.restore().flatMap(Restore::source).map(source -> source.value());
  }

  /** The point in time to restore a new database to. */
  final Optional<Restore.PointInTime> pointInTime() {
    return settings.restore().flatMap(Restore::pointInTime);
  }

  /** The name of the snapshot to take of {@code database} before it is deleted. */
  final Optional<String> finalSnapshot(RdsName database) {
    return settings.finalSnapshot()
        ? Optional.of(settings.finalSnapshotName().map(RdsName::value).orElse(database + "-final"))
        : Optional.empty();
  }

  /**
   * Whether RDS is to move the database to another major version in this run. It then does so at
   * once: in its window it would find its parameter group gone.
   */
  final boolean isMajorUpgrade() {
    return change.map(DatabaseChange::isMajorUpgrade).orElse(false);
  }

  /**
   * What to ask for of striped storage. RDS knows it of a new database, but not where the provider
   * grows one that it has restored from a smaller snapshot (terraform-provider-aws, issue 28160).
   * One that goes back to a point in time begins with its source's size, for the provider sends no
   * other with RestoreDBInstanceToPointInTime, but does send the IOPS (rds/instance.go,
   * resourceInstanceCreate).
   */
  final Optional<StorageSpeed> storageSpeed() {
    return change.map(DatabaseChange::speed).orElseGet(this::firstSpeed);
  }

  private Optional<StorageSpeed> firstSpeed() {
    return pointInTime().isPresent()
        ? Optional.empty()
        : settings.topology().single().flatMap(it -> StorageSpeed.least(it.storageGib()));
  }

  /** Whether changes that RDS could keep for the maintenance window are made at once. */
  final boolean appliesImmediately() {
    return settings.applyImmediately() || isMajorUpgrade();
  }

  /**
   * The version of a cluster's instances. RDS refuses a new one whose version still waits for the
   * cluster's window (hashicorp/terraform-provider-aws#14037).
   */
  final String instanceVersion() {
    return change
        .filter(it -> !appliesImmediately())
        .map(it -> it.running().version())
        .filter(runs -> !settings.version().isMetBy(runs))
        .orElseGet(settings.version()::value);
  }

  /** The family of parameters that the engine's version has, such as {@code postgres17}. */
  final String family() {
    return kind().engine() + settings.version().major();
  }

  /** What its parameter group is called in this component. */
  final String parametersName() {
    return child("parameters-" + family());
  }

  /**
   * Options of a parameter group. A database that moves to another family needs the new group first
   * and leaves the old one last, which pulumi-aws would delete first because the program names it.
   */
  final CustomResourceOptions parameterOptions() {
    return CustomResourceOptions.builder()
        .parent(this)
        .deleteBeforeReplace(false)
        .aliases(Alias.builder().name(child("parameters")).build())
        .build();
  }

  /** Options of the resource that has the data. */
  final CustomResourceOptions dataOptionsAfter(List<? extends Resource> others) {
    return CustomResourceOptions.merge(
        protectedOptionsAfter(others),
        CustomResourceOptions.builder().ignoreChanges(ignored()).build());
  }

  /** Options of a resource without which there is no data. */
  final CustomResourceOptions protectedOptionsAfter(List<? extends Resource> others) {
    return CustomResourceOptions.builder()
        .parent(this)
        .dependsOn(List.<Resource>copyOf(others))
        .protect(settings().deletionProtection())
        .build();
  }

  // The two flags say how RDS changes a database and are nothing that it has: where there is
  // nothing to change, neither is a change.
  private List<String> ignored() {
    // Where the data came from is history; the provider would replace the database for it.
    var ignored = new ArrayList<>(List.of("snapshotIdentifier", "restoreToPointInTime"));
    if (!isMajorUpgrade()) {
      ignored.add("allowMajorVersionUpgrade");
    }
    if (change.map(DatabaseChange::isDone).orElse(false)) {
      ignored.add("applyImmediately");
    }
    if (change.map(DatabaseChange::isStored).orElse(false)) {
      ignored.addAll(List.of("allocatedStorage", "iops", "storageThroughput"));
    }
    return ignored;
  }

  private SecurityGroup createAdminGroup(String name) {
    var admins =
        network()
            .createSecurityGroup(
                child("admin-group"),
                name + "-admin",
                "Administration and migrations of " + name,
                ADMIN_TAGS,
                childOptions());
    new GroupRule(admins.id(), group.id(), PORT, "Admin group to database")
        .permit(child("admin"), childOptions());
    return admins;
  }
}
