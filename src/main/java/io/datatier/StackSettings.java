package io.datatier;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import io.datatier.clients.Artifact;
import io.datatier.clients.BucketName;
import io.datatier.clients.FunctionName;
import io.datatier.clients.FunctionSettings;
import io.datatier.clients.LambdaFleetSettings;
import io.datatier.clients.LambdaRuntime;
import io.datatier.clients.ObjectKey;
import io.datatier.config.ConfigObject;
import io.datatier.config.ConfigReading;
import io.datatier.config.ForbiddenKey;
import io.datatier.config.InvalidConfiguration;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.InstanceClass;
import io.datatier.database.MasterUsername;
import io.datatier.database.PostgresVersion;
import io.datatier.network.AvailabilityZone;
import io.datatier.network.CidrBlock;
import io.datatier.network.CreatedNetwork;
import io.datatier.network.ExistingNetwork;
import io.datatier.network.NetworkSettings;
import io.datatier.network.PrivateSubnet;
import io.datatier.network.PrivateSubnets;
import io.datatier.network.SecurityGroupId;
import io.datatier.network.SubnetId;
import io.datatier.network.VpcId;
import io.datatier.network.Zones;
import io.datatier.observability.AlarmSettings;
import io.datatier.observability.TopicArn;
import io.datatier.proxy.ConnectionPool;
import io.datatier.proxy.ProxySettings;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import io.datatier.values.Percent;
import io.datatier.values.RdsName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What one stack shall be, read from its configuration: the only class that reads it. Everything
 * that can be wrong before AWS is asked is found here, all at once, before any resource is
 * registered.
 *
 * @param name the system's name, the first part of every resource's name
 * @param stack the stack's name, the last part
 */
public record StackSettings(
    String name,
    String stack,
    NetworkSettings network,
    DatabaseSettings database,
    ProxySettings proxy,
    LambdaFleetSettings functions,
    AlarmSettings alarms) {

  private static final String NAMESPACE = "datatier";

  private static final List<ForbiddenKey> FORBIDDEN =
      List.of(
          new ForbiddenKey(
              Pattern.compile("(?i)tls|ssl|encrypt"),
              "TLS and encryption are always on; remove the key"),
          new ForbiddenKey(
              Pattern.compile("(?i)password"),
              "RDS makes the password and keeps it in Secrets Manager; remove the key"),
          new ForbiddenKey(
              Pattern.compile("(?i)auth|secret"),
              "the proxy always authenticates with Secrets Manager; remove the key"),
          new ForbiddenKey(
              Pattern.compile("(?i)public"),
              "neither the database nor the proxy is ever public; remove the key"));

  /**
   * The settings of the running stack.
   *
   * @throws RunException listing every fault, which ends the run without a stack trace
   */
  public static StackSettings from(Context context) {
    try {
      return of(
          context.projectName(),
          context.stackName(),
          fromEngine("PULUMI_CONFIG", new TypeToken<Map<String, String>>() {}).orElse(Map.of()),
          fromEngine("PULUMI_CONFIG_SECRET_KEYS", new TypeToken<Set<String>>() {})
              .orElse(Set.of()));
    } catch (InvalidConfiguration faulty) {
      throw new RunException(faulty.getMessage());
    }
  }

  /**
   * The settings that {@code config} describes.
   *
   * @param project the default of {@code datatier:name}
   * @param stack the stack's name
   * @param config full keys and their values, structured ones as JSON
   * @param secretKeys full keys whose values no message may show
   * @throws InvalidConfiguration listing every fault
   */
  static StackSettings of(
      String project, String stack, Map<String, String> config, Set<String> secretKeys) {
    var reading = new ConfigReading(FORBIDDEN, secretKeys);
    var region = Optional.ofNullable(config.get("aws:region"));
    var settings = reading.namespace(NAMESPACE, config, it -> read(it, project, stack, region));
    if (!reading.faults().isEmpty()) {
      throw new InvalidConfiguration("The configuration of stack " + stack, reading.faults());
    }
    return settings.get();
  }

  /** The name of the part of this stack that plays {@code role}: campaign-postgres-proxy-prod. */
  public String name(String role) {
    return String.join("-", name, role, stack);
  }

  // com.pulumi.Config answers for one key at a time; to find unknown keys, all have to be seen. The
  // variables are the form in which the engine hands the configuration to every program.
  private static <T> Optional<T> fromEngine(String variable, TypeToken<T> type) {
    return Optional.ofNullable(System.getenv(variable))
        .map(json -> new Gson().fromJson(json, type));
  }

  // Everything is read at once, so that every fault is found; what is supplied exists if none was.
  private static Supplier<StackSettings> read(
      ConfigObject root, String project, String stack, Optional<String> region) {
    var name =
        root.has("name")
            ? root.text("name", given -> requireName(given, stack))
            : root.together("name", () -> requireName(project, stack));
    var retention =
        root.integer("logRetentionDays", LogRetention::new).orElse(new LogRetention(30));
    var network = root.object("network", it -> network(it, region));
    var database = root.object("database", it -> database(it, retention));
    var proxy = root.object("proxy", it -> proxy(it, retention));
    var functions = functions(root, stack);
    var alarms = root.object("alarms", StackSettings::alarms);
    return () ->
        new StackSettings(
            name.orElseThrow(),
            stack,
            network.orElseThrow(),
            database,
            proxy,
            new LambdaFleetSettings(functions, retention),
            alarms);
  }

  private static String requireName(String name, String stack) {
    var longest = String.join("-", name, "postgres-proxy", stack);
    if (!RdsName.isLawful(longest)) {
      throw new InvalidValue(
          name, "make " + longest + " a lawful name, which must " + RdsName.RULE);
    }
    return name;
  }

  private static Optional<NetworkSettings> network(ConfigObject network, Optional<String> region) {
    if (network.has("vpcId") || network.has("privateSubnets")) {
      for (var key : List.of("cidrBlock", "zones")) {
        network.refuseIfPresent(
            key,
            "belongs to a VPC to be created, but vpcId or privateSubnets name an existing one;"
                + " remove one of the two");
      }
      return existingNetwork(network, region);
    }
    if (network.has("cidrBlock") || network.has("zones")) {
      return createdNetwork(network, region);
    }
    network.require(
        "vpcId",
        "give vpcId and privateSubnets of an existing VPC, or zones for one to be created");
    return Optional.empty();
  }

  private static Optional<NetworkSettings> existingNetwork(
      ConfigObject network, Optional<String> region) {
    network.require("vpcId", "the VPC that holds everything, vpc-…");
    network.require("privateSubnets", "two or more, each with its id and zone");
    var vpcId = network.text("vpcId", VpcId::new);
    var group = network.text("endpointSecurityGroup", SecurityGroupId::new);
    var subnets =
        network
            .objects("privateSubnets", subnet -> privateSubnet(subnet, region))
            .flatMap(
                listed -> network.together("privateSubnets", () -> new PrivateSubnets(listed)));
    return vpcId.flatMap(vpc -> subnets.map(lawful -> new ExistingNetwork(vpc, lawful, group)));
  }

  private static Optional<PrivateSubnet> privateSubnet(
      ConfigObject subnet, Optional<String> region) {
    subnet.require("id", "the subnet, subnet-…");
    subnet.require("zone", "its Availability Zone, which is not looked up");
    var id = subnet.text("id", SubnetId::new);
    var zone = subnet.text("zone", given -> zoneIn(region, given));
    return id.flatMap(lawful -> zone.map(its -> new PrivateSubnet(lawful, its)));
  }

  private static Optional<NetworkSettings> createdNetwork(
      ConfigObject network, Optional<String> region) {
    network.require("zones", "two or more Availability Zones for the VPC");
    var cidrBlock =
        network.has("cidrBlock")
            ? network.text("cidrBlock", CidrBlock::new)
            : Optional.of(new CidrBlock("10.20.0.0/16"));
    var zones =
        network
            .texts("zones", given -> zoneIn(region, given))
            .flatMap(listed -> network.together("zones", () -> new Zones(listed)));
    return cidrBlock.flatMap(block -> zones.map(lawful -> new CreatedNetwork(block, lawful)));
  }

  private static AvailabilityZone zoneIn(Optional<String> region, String name) {
    var zone = new AvailabilityZone(name);
    region.ifPresent(
        it -> {
          if (!zone.region().equals(it)) {
            throw new InvalidValue(name, "be a zone of aws:region, which is " + it);
          }
        });
    return zone;
  }

  private static DatabaseSettings database(ConfigObject database, LogRetention retention) {
    var settings = DatabaseSettings.builder().logRetention(retention);
    database.text("instanceClass", it -> settings.instanceClass(new InstanceClass(it)));
    database.text("version", it -> settings.version(new PostgresVersion(it)));
    database.integer("storageGib", settings::storageGib);
    database.text("databaseName", it -> settings.databaseName(new DatabaseName(it)));
    database.text("masterUsername", it -> settings.masterUsername(new MasterUsername(it)));
    database.bool("multiAz", settings::multiAz);
    database.integer("backupRetentionDays", settings::backupRetentionDays);
    database.bool("deletionProtection", settings::deletionProtection);
    database.bool("finalSnapshot", settings::finalSnapshot);
    return settings.build();
  }

  private static ProxySettings proxy(ConfigObject proxy, LogRetention retention) {
    var settings = ProxySettings.builder().logRetention(retention);
    proxy.duration("idleClientTimeout", settings::idleClientTimeout);
    proxy.object("pool", StackSettings::pool).ifPresent(settings::pool);
    return settings.build();
  }

  private static Optional<ConnectionPool> pool(ConfigObject pool) {
    var settings = ConnectionPool.builder();
    pool.integer("maxConnectionsPercent", it -> settings.maxConnections(new Percent(it)));
    pool.integer("maxIdleConnectionsPercent", it -> settings.maxIdleConnections(new Percent(it)));
    pool.duration("borrowTimeout", settings::borrowTimeout);
    return pool.together("maxIdleConnectionsPercent", settings::build);
  }

  private static List<FunctionSettings> functions(ConfigObject root, String stack) {
    var names = new HashSet<FunctionName>();
    return root.objects("functions", function -> function(function, stack, names))
        .orElse(List.of());
  }

  private static Optional<FunctionSettings> function(
      ConfigObject function, String stack, Set<FunctionName> taken) {
    var settings = FunctionSettings.builder();
    function.require("name", "the stack's name is added to it");
    function.require("artifact", "a path, or an S3 object with bucket and key");
    var name = function.text("name", it -> settings.name(newName(it, stack, taken)));
    var artifact = artifact(function).map(settings::artifact);
    function.text("runtime", it -> settings.runtime(new LambdaRuntime(it)));
    function.text("handler", settings::handler);
    function.integer("memoryMib", settings::memoryMib);
    function.duration("timeout", settings::timeout);
    function.integer("reservedConcurrency", settings::reservedConcurrency);
    return name.isPresent() && artifact.isPresent()
        ? Optional.of(settings.build())
        : Optional.empty();
  }

  private static FunctionName newName(String given, String stack, Set<FunctionName> taken) {
    var name = new FunctionName(given + "-" + stack);
    if (!taken.add(name)) {
      throw new InvalidValue(given, "be listed once");
    }
    return name;
  }

  private static Optional<Artifact> artifact(ConfigObject function) {
    return function.isObject("artifact")
        ? function.object("artifact", StackSettings::s3Object)
        : function.text("artifact", Artifact::path);
  }

  private static Optional<Artifact> s3Object(ConfigObject artifact) {
    artifact.require("bucket", "the bucket that holds the code");
    artifact.require("key", "the object's key");
    var key = artifact.text("key", ObjectKey::new);
    var version = artifact.text("version", Function.identity());
    return artifact
        .text("bucket", BucketName::new)
        .flatMap(bucket -> key.map(its -> Artifact.s3(bucket, its, version)));
  }

  private static AlarmSettings alarms(ConfigObject alarms) {
    var settings = AlarmSettings.builder();
    alarms.integer("clientConnections", settings::clientConnections);
    alarms.integer("databaseConnections", settings::databaseConnections);
    alarms.text("topic", it -> settings.topic(new TopicArn(it)));
    return settings.build();
  }
}
