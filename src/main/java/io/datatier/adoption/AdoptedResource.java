package io.datatier.adoption;

import io.datatier.network.SecurityGroupId;
import io.datatier.values.InvalidValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of an existing data tier can become this program's, each known by the component that would
 * make it and by its role there.
 */
public enum AdoptedResource {
  SUBNET_GROUP(
      "subnetGroup", "name of the DB subnet group", Component.DATABASE, "subnets", Type.SUBNETS),
  PARAMETER_GROUP(
      "parameterGroup",
      "name of the DB parameter group, unless it is a `default.…` one",
      Component.DATABASE,
      "parameters",
      Type.PARAMETERS),
  DATABASE_SECURITY_GROUP(
      "databaseSecurityGroup", "`sg-…` of the database", Component.DATABASE, "group", Type.GROUP),
  INSTANCE(
      "instance", "identifier of the DB instance", Component.DATABASE, "instance", Type.INSTANCE),
  POSTGRESQL_LOG_GROUP(
      "postgresqlLogGroup",
      "name of the log group of the PostgreSQL log, if there is one",
      Component.DATABASE,
      "log-postgresql",
      Type.LOG),
  UPGRADE_LOG_GROUP(
      "upgradeLogGroup",
      "name of the log group of the upgrade log, if there is one",
      Component.DATABASE,
      "log-upgrade",
      Type.LOG),
  PROXY_ROLE(
      "proxyRole",
      "name of the role with which the proxy reads its secret",
      Component.PROXY,
      "role",
      Type.ROLE),
  PROXY_ROLE_POLICY(
      "proxyRolePolicy",
      "name of that role's inline policy",
      Component.PROXY,
      "role-secret",
      Type.ROLE_POLICY),
  PROXY_SECURITY_GROUP(
      "proxySecurityGroup", "`sg-…` of the proxy", Component.PROXY, "group", Type.GROUP),
  PROXY_LOG_GROUP(
      "proxyLogGroup",
      "name of the log group that RDS made for the proxy",
      Component.PROXY,
      "log",
      Type.LOG),
  PROXY(
      "proxy",
      "name of the proxy; its target group and target come with it",
      Component.PROXY,
      "proxy",
      Type.PROXY),
  TARGET_GROUP(Component.PROXY, "pool", Type.TARGET_GROUP),
  TARGET(Component.PROXY, "target", Type.TARGET),
  CLIENT_CONNECTIONS_ALARM(
      "clientConnectionsAlarm",
      "name of the alarm on the proxy's `ClientConnections`",
      Component.PROXY_ALARMS,
      "client-connections",
      Type.ALARM),
  DATABASE_CONNECTIONS_ALARM(
      "databaseConnectionsAlarm",
      "name of the alarm on the proxy's `DatabaseConnections`",
      Component.PROXY_ALARMS,
      "database-connections",
      Type.ALARM);

  private static final Pattern ANY_NAME = Pattern.compile("\\S(?:.{0,510}\\S)?");

  /** What makes it: the type tokens of this program's components. */
  private static final class Component {
    private static final String DATABASE = "datatier:database:Database";
    private static final String PROXY = "datatier:proxy:DatabaseProxy";
    private static final String PROXY_ALARMS = "datatier:observability:ProxyAlarms";
  }

  /** What is made: the type tokens of pulumi-aws. */
  private static final class Type {
    private static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
    private static final String INSTANCE = "aws:rds/instance:Instance";
    private static final String LOG = "aws:cloudwatch/logGroup:LogGroup";
    private static final String PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
    private static final String PROXY = "aws:rds/proxy:Proxy";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
    private static final String SUBNETS = "aws:rds/subnetGroup:SubnetGroup";
    private static final String TARGET = "aws:rds/proxyTarget:ProxyTarget";
    private static final String TARGET_GROUP =
        "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
  }

  private final Optional<String> key;
  private final String meaning;
  private final String component;
  private final String role;
  private final String type;

  AdoptedResource(String component, String role, String type) {
    this(Optional.empty(), "", component, role, type);
  }

  AdoptedResource(String key, String meaning, String component, String role, String type) {
    this(Optional.of(key), meaning, component, role, type);
  }

  AdoptedResource(
      Optional<String> key, String meaning, String component, String role, String type) {
    this.key = key;
    this.meaning = meaning;
    this.component = component;
    this.role = role;
    this.type = type;
  }

  /**
   * The one that a component makes as its child.
   *
   * @param componentType the component's type token
   * @param component the component's logical name
   * @param type the child's type token
   * @param name the child's logical name
   */
  public static Optional<AdoptedResource> of(
      String componentType, String component, String type, String name) {
    return Arrays.stream(values())
        .filter(it -> it.component.equals(componentType) && it.type.equals(type))
        .filter(it -> name.equals(component + "-" + it.role))
        .findFirst();
  }

  /** How the configuration calls it; empty if its id follows from others. */
  public Optional<String> key() {
    return key;
  }

  /** What the configuration has to say of it. */
  public String meaning() {
    return meaning;
  }

  /** What the configured id looks like as a whole. */
  public Pattern lawful() {
    return type.equals(Type.GROUP) ? SecurityGroupId.LAWFUL : ANY_NAME;
  }

  /**
   * The properties that only name it: changing one of those renames it or replaces it, and does
   * nothing else (ForceNew in the schemas of hashicorp/terraform-provider-aws; an instance or a
   * proxy that is renamed gets another host).
   */
  List<String> naming() {
    return switch (type) {
      case Type.INSTANCE -> List.of("identifier", "identifierPrefix");
      case Type.GROUP, Type.PARAMETERS -> List.of("name", "namePrefix", "description");
      case Type.ROLE -> List.of("name", "namePrefix", "path");
      case Type.LOG, Type.ROLE_POLICY, Type.SUBNETS -> List.of("name", "namePrefix");
      case Type.ALARM, Type.PROXY -> List.of("name");
      // Named by the proxy and the database that they belong to.
      default -> List.of();
    };
  }

  /**
   * Gives {@code id} back if it can be the configured one.
   *
   * @throws InvalidValue if not
   */
  public String requireId(String id) {
    return InvalidValue.requireMatch(id, lawful(), "be the " + meaning);
  }

  /**
   * Gives this back if {@code ids} have what it cannot do without.
   *
   * @throws InvalidValue if not
   */
  public AdoptedResource requireCompany(Map<AdoptedResource, String> ids) {
    var needed =
        switch (this) {
          // The id of a proxy's target names its database.
          case PROXY -> Optional.of(INSTANCE);
          // RDS does not move an instance to another subnet group of the same VPC.
          case INSTANCE -> Optional.of(SUBNET_GROUP);
          case PROXY_ROLE_POLICY -> Optional.of(PROXY_ROLE);
          default -> Optional.<AdoptedResource>empty();
        };
    needed
        .filter(other -> !ids.containsKey(other))
        .ifPresent(
            other -> {
              throw new InvalidValue(key.orElseThrow(), "come with " + other.key.orElseThrow());
            });
    return this;
  }

  /**
   * The id under which the provider imports it (the provider's documentation, "Import", of each
   * type).
   *
   * @param ids the configured ones
   */
  Optional<String> importId(Map<AdoptedResource, String> ids) {
    return switch (this) {
      case TARGET_GROUP -> Optional.ofNullable(ids.get(PROXY));
      case TARGET ->
          Optional.ofNullable(ids.get(PROXY))
              .map(proxy -> proxy + "/default/RDS_INSTANCE/" + ids.get(INSTANCE));
      case PROXY_ROLE_POLICY ->
          Optional.ofNullable(ids.get(this)).map(policy -> ids.get(PROXY_ROLE) + ":" + policy);
      default -> Optional.ofNullable(ids.get(this));
    };
  }
}
