package io.datatier.database;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.ParameterGroup;
import com.pulumi.aws.rds.ParameterGroupArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.aws.rds.inputs.ParameterGroupParameterArgs;
import com.pulumi.aws.rds.outputs.InstanceMasterUserSecret;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import io.datatier.component.ResourceOutput;
import io.datatier.network.GroupRule;
import io.datatier.network.Network;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * RDS for PostgreSQL: encrypted, private, TLS forced, its master password made and kept by RDS. Its
 * security group admits the proxy and the admin group, nobody else.
 */
public final class Database extends Component {

  /** PostgreSQL's port; also the only one on which RDS Proxy listens. */
  public static final int PORT = 5432;

  private static final List<String> EXPORTED_LOGS = List.of("postgresql", "upgrade");

  // Tells policies and people what the group is for; policy/docs has a page on who may be admitted.
  private static final Map<String, String> ADMIN_TAGS = Map.of("database-access", "admin");

  private final DatabaseSettings settings;
  private final Network network;
  private final SecurityGroup group;
  private final Instance instance;
  private final AdminAccess adminAccess;

  /** A database of the stack's own, without a parent. */
  public Database(String name, DatabaseArgs args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /**
   * The database that {@code args} ask for.
   *
   * @param name also the identifier of the DB instance
   */
  public Database(String name, DatabaseArgs args, ComponentResourceOptions options) {
    super("datatier:database:Database", name, options);
    var identifier = new RdsName(name);
    this.settings = args.settings();
    this.network = args.network();
    this.group =
        network.createSecurityGroup(child("group"), name, "Database " + name, childOptions());
    var adminGroup = createAdminGroup(name);
    this.instance =
        createInstance(
            identifier, createSubnetGroup(name), createParameterGroup(name), createLogGroups(name));
    this.adminAccess =
        new AdminAccess(ResourceOutput.of(instance, instance.endpoint()), adminGroup.id());
    registerOutputs(Map.of("identifier", identifier(), "adminEndpoint", adminAccess.endpoint()));
  }

  /** The identifier of the DB instance, known once it exists. */
  public Output<String> identifier() {
    return ResourceOutput.of(instance, instance.identifier());
  }

  /** Where the database lives. */
  public Network network() {
    return network;
  }

  /** The group that stands before the database. */
  public Output<String> securityGroupId() {
    return group.id();
  }

  /** The secret that RDS made for the master user. */
  public DatabaseSecret masterSecret() {
    return new DatabaseSecret(
        masterSecret(InstanceMasterUserSecret::secretArn),
        masterSecret(InstanceMasterUserSecret::kmsKeyId));
  }

  /** The first database in the instance. */
  public DatabaseName databaseName() {
    return settings.databaseName();
  }

  /** The user whose password is in {@link #masterSecret()}. */
  public MasterUsername masterUsername() {
    return settings.masterUsername();
  }

  /** The direct way in, for administration and migrations only. */
  public AdminAccess adminAccess() {
    return adminAccess;
  }

  private SecurityGroup createAdminGroup(String name) {
    var adminGroup =
        network.createSecurityGroup(
            child("admin-group"),
            name + "-admin",
            "Administration and migrations of " + name,
            ADMIN_TAGS,
            childOptions());
    new GroupRule(adminGroup.id(), group.id(), PORT, "Admin group to database")
        .permit(child("admin"), childOptions());
    return adminGroup;
  }

  private SubnetGroup createSubnetGroup(String name) {
    return new SubnetGroup(
        child("subnets"),
        SubnetGroupArgs.builder()
            .name(name)
            .description("Private subnets of " + name)
            .subnetIds(network.privateSubnetIds())
            .build(),
        childOptions());
  }

  private ParameterGroup createParameterGroup(String name) {
    var family = settings.version().parameterGroupFamily();
    return new ParameterGroup(
        child("parameters"),
        ParameterGroupArgs.builder()
            .name(name + "-" + family)
            .family(family)
            .description("TLS forced for " + name)
            .parameters(
                ParameterGroupParameterArgs.builder().name("rds.force_ssl").value("1").build())
            .build(),
        childOptions());
  }

  // RDS makes missing log groups itself, and then keeps their events for ever.
  private List<Resource> createLogGroups(String name) {
    return EXPORTED_LOGS.stream()
        .<Resource>map(
            log ->
                new LogGroup(
                    child("log-" + log),
                    LogGroupArgs.builder()
                        .name("/aws/rds/instance/" + name + "/" + log)
                        .retentionInDays(settings.logRetention().days())
                        .build(),
                    childOptions()))
        .toList();
  }

  private Instance createInstance(
      RdsName identifier,
      SubnetGroup subnets,
      ParameterGroup parameters,
      List<Resource> logGroups) {
    var args =
        InstanceArgs.builder()
            .identifier(identifier.value())
            .instanceClass(settings.instanceClass().value())
            .engine("postgres")
            .engineVersion(settings.version().value())
            .autoMinorVersionUpgrade(true)
            .storageType("gp3")
            .allocatedStorage(settings.storageGib())
            .storageEncrypted(true)
            .dbName(settings.databaseName().value())
            .port(PORT)
            .username(settings.masterUsername().value())
            // RDS makes, keeps and rotates the password; it never enters the program or its state.
            .manageMasterUserPassword(true)
            .dbSubnetGroupName(subnets.name())
            .vpcSecurityGroupIds(Output.all(group.id()))
            .publiclyAccessible(false)
            .parameterGroupName(parameters.name())
            .multiAz(settings.multiAz())
            .backupRetentionPeriod(settings.backupRetentionDays())
            .copyTagsToSnapshot(true)
            .deletionProtection(settings.deletionProtection())
            .skipFinalSnapshot(!settings.finalSnapshot())
            .enabledCloudwatchLogsExports(EXPORTED_LOGS);
    if (settings.finalSnapshot()) {
      args.finalSnapshotIdentifier(identifier + "-final");
    }
    return new Instance(
        child("instance"),
        args.build(),
        CustomResourceOptions.builder()
            .parent(this)
            .dependsOn(logGroups)
            .protect(settings.deletionProtection())
            .build());
  }

  private Output<String> masterSecret(
      Function<InstanceMasterUserSecret, Optional<String>> property) {
    return ResourceOutput.of(instance, instance.masterUserSecrets())
        .applyValue(secrets -> property.apply(secrets.get(0)).orElseThrow());
  }
}
