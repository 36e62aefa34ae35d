package io.datatier.adoption;

import io.datatier.config.Written;
import io.datatier.database.Database;
import io.datatier.network.SecurityGroupId;
import io.datatier.observability.ProxyAlarms;
import io.datatier.proxy.DatabaseProxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resources of an existing data tier that this program can adopt, each identified by the
 * component that would create it and by its role there.
 */
public enum AdoptedResource {
  SUBNET_GROUP(Database.TYPE, "subnets", Type.SUBNETS),
  PARAMETER_GROUP(Database.TYPE, "parameters", Type.PARAMETERS),
  DATABASE_SECURITY_GROUP(Database.TYPE, "group", Type.GROUP),
  INSTANCE(Database.TYPE, "instance", Type.INSTANCE),
  POSTGRESQL_LOG_GROUP(Database.TYPE, "log-postgresql", Type.LOG),
  UPGRADE_LOG_GROUP(Database.TYPE, "log-upgrade", Type.LOG),
  PROXY_ROLE(DatabaseProxy.TYPE, "role", Type.ROLE),
  PROXY_ROLE_POLICY(DatabaseProxy.TYPE, "role-secret", Type.ROLE_POLICY),
  PROXY_SECURITY_GROUP(DatabaseProxy.TYPE, "group", Type.GROUP),
  PROXY_LOG_GROUP(DatabaseProxy.TYPE, "log", Type.LOG),
  PROXY(DatabaseProxy.TYPE, "proxy", Type.PROXY),
  TARGET_GROUP(DatabaseProxy.TYPE, "pool", Type.TARGET_GROUP),
  TARGET(DatabaseProxy.TYPE, "target", Type.TARGET),
  CLIENT_CONNECTIONS_ALARM(ProxyAlarms.TYPE, "client-connections", Type.ALARM),
  DATABASE_CONNECTIONS_ALARM(ProxyAlarms.TYPE, "database-connections", Type.ALARM);

  /** The type tokens of pulumi-aws. */
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

  private final String component;
  private final String role;
  private final String type;

  AdoptedResource(String component, String role, String type) {
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
        .filter(it -> it.hasRole(name, component))
        .findFirst();
  }

  // A parameter group's logical name ends with its family.
  private boolean hasRole(String name, String component) {
    var expected = component + "-" + role;
    return this == PARAMETER_GROUP ? name.startsWith(expected + "-") : name.equals(expected);
  }

  /** Its name in the configuration; empty if its id follows from others. */
  public Optional<String> key() {
    return this == TARGET_GROUP || this == TARGET
        ? Optional.empty()
        : Optional.of(Written.of(this));
  }

  /** Its id, as the configuration gives it. */
  Optional<String> idIn(Adoption adoption) {
    return switch (this) {
      case DATABASE_SECURITY_GROUP -> adoption.databaseSecurityGroup().map(SecurityGroupId::value);
      case PROXY_SECURITY_GROUP -> adoption.proxySecurityGroup().map(SecurityGroupId::value);
      case TARGET_GROUP, TARGET -> Optional.empty();
      default -> nameIn(adoption).map(AdoptedName::value);
    };
  }

  private Optional<AdoptedName> nameIn(Adoption adoption) {
    return switch (this) {
      case SUBNET_GROUP -> adoption.subnetGroup();
      case PARAMETER_GROUP -> adoption.parameterGroup();
      case INSTANCE -> adoption.instance();
      case POSTGRESQL_LOG_GROUP -> adoption.postgresqlLogGroup();
      case UPGRADE_LOG_GROUP -> adoption.upgradeLogGroup();
      case PROXY_ROLE -> adoption.proxyRole();
      case PROXY_ROLE_POLICY -> adoption.proxyRolePolicy();
      case PROXY_LOG_GROUP -> adoption.proxyLogGroup();
      case PROXY -> adoption.proxy();
      case CLIENT_CONNECTIONS_ALARM -> adoption.clientConnectionsAlarm();
      case DATABASE_CONNECTIONS_ALARM -> adoption.databaseConnectionsAlarm();
      default -> Optional.empty();
    };
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
