package io.datatier.database;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import io.datatier.component.LogGroups;
import io.datatier.network.GroupRule;
import io.datatier.network.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every new database has: a security group that admits only the proxy and the admin group,
 * private subnets, and log groups with a retention.
 */
public abstract sealed class DatabaseComponent extends Component implements PostgresDatabase
    permits Database, DatabaseCluster {

  // Marks the group for policies and people; see the page in policy/docs.
  private static final Map<String, String> ADMIN_TAGS = Map.of("database-access", "admin");

  private final DatabaseSettings settings;
  private final Network network;
  private final SecurityGroup group;
  private final SecurityGroup adminGroup;

  DatabaseComponent(
      String type,
      String name,
      DatabaseSettings settings,
      Network network,
      ComponentResourceOptions options) {
    super(type, name, options);
    this.settings = settings;
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
  public final Optional<DatabaseComponent> made() {
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
  public final DatabaseName databaseName() {
    return settings().databaseName();
  }

  @Override
  public final DatabaseLogin master() {
    return new DatabaseLogin(settings().masterUsername().value(), masterSecret());
  }

  /** The secret that RDS made for the master user. */
  public abstract DatabaseSecret masterSecret();

  /** {@code host:port} of the database itself. */
  abstract Output<String> endpoint();

  final DatabaseSettings settings() {
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

  /** The name of the final snapshot of {@code name}. */
  final String finalSnapshotName(String name) {
    return settings()
        .finalSnapshotName()
        .map(chosen -> chosen.value())
        .orElseGet(() -> name + "-final");
  }

  /** Options of a resource with data. */
  final CustomResourceOptions protectedOptionsAfter(List<? extends Resource> others) {
    return CustomResourceOptions.builder()
        .parent(this)
        .dependsOn(List.<Resource>copyOf(others))
        .protect(settings().deletionProtection())
        .build();
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
