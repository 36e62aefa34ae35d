package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.cloudwatch.LogGroup;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.ec2.NetworkEnd;
import io.datatier.rehearsal.ec2.Zones;
import io.datatier.rehearsal.iam.Roles;
import io.datatier.rehearsal.lambda.LambdaFunction;
import io.datatier.rehearsal.secretsmanager.Secrets;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows internal/service/rds/proxy.go of the provider; ranges and enums from the RDS API,
 * CreateDBProxy and UserAuthConfig. The resource id is the proxy's name.
 *
 * <p>Checked: name, engine, authentication, TLS; two zones of one VPC that have proxies; a role
 * that RDS can assume and that can read each secret and use its key; 20 per region.
 */
@AutoService(ResourceType.class)
public final class DbProxy implements ResourceType {

  public static final String TYPE = "aws:rds/proxy:Proxy";

  static final Pattern NAME = Pattern.compile("[a-z](-?[a-z0-9]+)*");
  static final String NAME_RULE =
      "begin with a lower-case letter, have only lower-case letters, digits and single hyphens, and not end with a hyphen";

  private static final Map<String, Set<String>> PASSWORD_TYPES =
      Map.of(
          "POSTGRESQL", Set.of("POSTGRES_SCRAM_SHA_256", "POSTGRES_MD5"),
          "MYSQL", Set.of("MYSQL_NATIVE_PASSWORD", "MYSQL_CACHING_SHA2_PASSWORD"),
          "SQLSERVER", Set.of("SQL_SERVER_AUTHENTICATION"));

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS DB Proxy")
        .listedBy("rds describe-db-proxies", "DBProxies", "DBProxyName=name")
        .replacedBy("engineFamily", "vpcSubnetIds")
        .filledByAws("auths.clientPasswordAuthType", "idleClientTimeout", "vpcSecurityGroupIds")
        .unordered("auths", "vpcSecurityGroupIds", "vpcSubnetIds")
        .comparedAsRead("vpcSubnetIds")
        .autoNamed()
        .uniqueAs("DBProxyAlreadyExistsFault", "DB Proxy with name %s already exists.")
        .atMost(20, "DBProxyQuotaExceededFault", "DB proxy quota exceeded")
        .unavailableAs("InvalidDBProxyStateFault")
        // Measured: more than 2 min 30 s (turbot/steampipe-plugin-aws#1414).
        .createdIn(Duration.ofMinutes(5))
        .modifiedIn(Duration.ofMinutes(1))
        .deletedIn(Duration.ofMinutes(5));
  }

  /** What clients connect to. */
  static NetworkEnd end(Entity proxy) {
    return end("the proxy " + proxy.id(), proxy);
  }

  static NetworkEnd end(String name, Entity proxy) {
    var properties = proxy.properties();
    return new NetworkEnd(
        name, properties.texts("vpcSecurityGroupIds"), properties.texts("vpcSubnetIds"));
  }

  /** The proxy with a name, which must exist. */
  static Entity named(Account account, String name) {
    return account.required(
        TYPE, name, "DBProxyNotFoundFault", "DB Proxy with name " + name + " doesn't exist.");
  }

  /** The proxy with a name, which must be available. */
  static Entity available(Account account, String name) {
    var proxy = named(account, name);
    new DbProxy().requireAvailable(account, proxy);
    return proxy;
  }

  /** What prevents a function from reaching the proxy named in its environment. */
  @Override
  public List<String> silentProblems(Account account, Entity entity) {
    return entity.type().equals(LambdaFunction.TYPE)
        ? ProxyClients.silentProblems(account, entity)
        : List.of();
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .length("name", 1, 63)
        .matches("name", NAME, NAME_RULE)
        .oneOf("engineFamily", "MYSQL", "POSTGRESQL", "SQLSERVER")
        .between("idleClientTimeout", 1, 28800, "seconds")
        .arn("roleArn")
        .ids("vpcSubnetIds", Network.SUBNET_ID, "subnet-0a1b2c3d4e5f60718")
        .ids("vpcSecurityGroupIds", Network.GROUP_ID, "sg-0a1b2c3d4e5f60718");
    var proxy = inputs.values();
    if (!proxy.isUnknown("vpcSubnetIds")
        && proxy.has("vpcSubnetIds")
        && proxy.items("vpcSubnetIds").size() < 2) {
      inputs.fail("vpcSubnetIds", "must list at least two subnets, in different zones");
    }
    inputs
        .atMost(200, "auths", "must have at most 200 entries")
        .each("auths", auth -> checkAuth(auth, proxy));
  }

  private static void checkAuth(Inputs auth, Fields proxy) {
    auth.oneOf("authScheme", "SECRETS")
        .oneOf("iamAuth", "DISABLED", "REQUIRED", "ENABLED")
        .length("description", 1, 1000)
        .arn("secretArn")
        .required("secretArn", "with the auth scheme SECRETS");
    var family = proxy.text("engineFamily", "");
    var values = auth.values();
    var types = PASSWORD_TYPES.get(family);
    if (types != null) {
      auth.oneOf("clientPasswordAuthType", types.toArray(String[]::new));
    }
    if (values.has("username")) {
      auth.fail(
          "username", "cannot be set with the auth scheme SECRETS: the secret names the user");
    }
    if (values.text("iamAuth", "").equals("ENABLED") && !family.equals("SQLSERVER")) {
      auth.fail("iamAuth", "is ENABLED, which only SQLSERVER supports; use REQUIRED or DISABLED");
    }
    if (values.text("iamAuth", "").equals("REQUIRED")
        && !proxy.flag("requireTls")
        && !proxy.isUnknown("requireTls")) {
      // CreateDBProxy: "Must enable TLS, when IAM Auth is required".
      auth.fail("iamAuth", "is REQUIRED, so requireTls must be true");
    }
  }

  /** The client password type is not part of what tells one entry from another. */
  @Override
  public Fields planned(Fields before, Fields inputs) {
    return ProxyAuths.planned(before, inputs);
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Roles.requireTrusted(
        account, inputs.text("roleArn"), "rds.amazonaws.com", "InvalidParameterValue");
    var subnets = served(account, inputs.texts("vpcSubnetIds"));
    var vpc = Network.vpcOf(subnets, "InvalidSubnet");
    Network.requireTwoZones(
        inputs,
        "vpcSubnetIds",
        subnets,
        "InvalidSubnet",
        "RDS Proxy needs subnets in at least two Availability Zones, but these are only in %s.");
    Network.requireGroupsOfInterface(
        account, inputs.texts("vpcSecurityGroupIds"), vpc, "InvalidParameterValue");
    AwsFault.ifAny(
        inputs.objects("auths").stream()
            .flatMap(auth -> auth.text("secretArn").stream())
            .filter(arn -> Secrets.find(account, arn).isEmpty()),
        "InvalidParameterValue",
        arn -> "The secret " + arn + " does not exist in this account and region.");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var vpc =
        Network.vpcOf(Network.subnets(account, properties.texts("vpcSubnetIds")), "InvalidSubnet");
    List<Value> auths =
        properties.objects("auths").stream()
            .map(auth -> (Value) settleAuth(auth, properties))
            .toList();
    return properties
        .with("auths", new Value.Items(auths))
        .with(
            "vpcSubnetIds",
            Value.of(
                served(account, properties.texts("vpcSubnetIds")).stream()
                    .map(Entity::id)
                    .toList()))
        .withDefault("debugLogging", false)
        .withDefault("requireTls", false)
        .withDefault("idleClientTimeout", 1800)
        .withDefault("vpcSecurityGroupIds", Network.defaultSecurityGroup(account, vpc));
  }

  /**
   * The subnets that RDS Proxy uses. It leaves the others out without a word, so that the provider
   * reads fewer than the program gave, and every preview replaces the proxy.
   */
  private static List<Entity> served(Account account, List<String> subnets) {
    return Network.subnets(account, subnets).stream()
        .filter(subnet -> Zones.haveProxies(subnet.text("availabilityZone").orElse("")))
        .toList();
  }

  private static Fields settleAuth(Fields auth, Fields proxy) {
    var settled = auth.withDefault("authScheme", "SECRETS").withDefault("iamAuth", "DISABLED");
    return proxy.text("engineFamily", "").equals("POSTGRESQL")
        ? settled.withDefault("clientPasswordAuthType", "POSTGRES_SCRAM_SHA_256")
        : settled;
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    var id = Ids.ec2(account, "prx");
    var proxy =
        entity(
            account,
            name,
            properties
                .with("arn", account.arn("rds", "db-proxy:" + id))
                .with("endpoint", endpoint(account, name)));
    return Made.in(
        account
            .with(DbProxyDefaultTargetGroup.madeWith(proxy, account))
            .with(logGroup(account, name)),
        proxy);
  }

  private static String endpoint(Account account, String name) {
    return "%s.proxy-%s.%s.rds.amazonaws.com"
        .formatted(name, Ids.rdsLabel(account), account.region());
  }

  /** RDS creates the log group without retention, unless it exists before the proxy. */
  private static Entity logGroup(Account account, String name) {
    var path = "/aws/rds/proxy/" + name;
    return account
        .find(LogGroup.TYPE, path)
        .orElseGet(() -> LogGroup.named(account, path, Fields.NONE));
  }

  /** A proxy can be renamed in place; its host name and resource id change with it. */
  @Override
  public Made update(Account account, Entity before, Fields properties) {
    var name = properties.text("name", before.id());
    if (name.equals(before.id())) {
      return Made.in(account, before.with(properties));
    }
    traits().requireFree(account, properties);
    var renamed =
        new Entity(
            TYPE,
            name,
            before.region(),
            before.origin(),
            properties.with("endpoint", endpoint(account, name)));
    return Made.in(
        account.without(before).with(DbProxyDefaultTargetGroup.madeWith(renamed, account)),
        renamed);
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    var without = account.without(entity);
    for (var target : DbProxyTarget.of(account, entity.id()).toList()) {
      without = without.without(target);
    }
    for (var endpoint : DbProxyEndpoint.of(account, entity.id()).toList()) {
      without = without.without(endpoint);
    }
    return without;
  }
}
