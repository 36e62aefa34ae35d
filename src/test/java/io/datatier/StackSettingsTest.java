package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.capacity.CapacitySettings;
import io.datatier.clients.AmiId;
import io.datatier.clients.Architecture;
import io.datatier.clients.Artifact;
import io.datatier.clients.BucketName;
import io.datatier.clients.ClientLogin;
import io.datatier.clients.DeadLetterTarget;
import io.datatier.clients.EnvironmentVariables;
import io.datatier.clients.FleetSize;
import io.datatier.clients.FunctionName;
import io.datatier.clients.FunctionSettings;
import io.datatier.clients.InstanceType;
import io.datatier.clients.LambdaFleetSettings;
import io.datatier.clients.LambdaRuntime;
import io.datatier.clients.LayerArn;
import io.datatier.clients.ObjectKey;
import io.datatier.clients.RootVolume;
import io.datatier.clients.StartScript;
import io.datatier.clients.Tracing;
import io.datatier.clients.WorkerFleetSettings;
import io.datatier.config.Fault;
import io.datatier.config.InvalidConfiguration;
import io.datatier.database.DatabaseKind;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseSource;
import io.datatier.database.DatabaseUser;
import io.datatier.database.DatabaseUsername;
import io.datatier.database.DatabaseUsersSettings;
import io.datatier.database.ExistingDatabaseSettings;
import io.datatier.database.InstanceClass;
import io.datatier.database.MasterUsername;
import io.datatier.database.PostgresVersion;
import io.datatier.database.SecretArn;
import io.datatier.database.Topology;
import io.datatier.encryption.AwsManagedKeys;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.ExistingKeys;
import io.datatier.encryption.KeyArn;
import io.datatier.migrations.UserMigrationSettings;
import io.datatier.network.AvailabilityZone;
import io.datatier.network.CidrBlock;
import io.datatier.network.CreatedNetwork;
import io.datatier.network.EndpointService;
import io.datatier.network.ExistingNetwork;
import io.datatier.network.PrivateSubnet;
import io.datatier.network.PrivateSubnets;
import io.datatier.network.SecurityGroupId;
import io.datatier.network.SubnetId;
import io.datatier.network.VpcId;
import io.datatier.network.Zones;
import io.datatier.observability.AlarmSettings;
import io.datatier.observability.TopicArn;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.ConnectionPool;
import io.datatier.proxy.ProxyArn;
import io.datatier.proxy.ProxyHost;
import io.datatier.proxy.ProxySettings;
import io.datatier.values.LogRetention;
import io.datatier.values.Percent;
import io.datatier.values.RdsName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StackSettingsTest {

  /** The least that a stack must say; each test of a fault adds to it or takes from it. */
  private static final Map<String, String> LEAST =
      Map.of(
          "aws:region", "us-east-1",
          "datatier:name", "campaign",
          "datatier:network", "{\"zones\": [\"us-east-1a\", \"us-east-1b\"]}");

  private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf";
  private static final String EXISTING_DATABASE =
      """
      {"existing": {"kind": "cluster", "identifier": "orders", "hasReaders": true,
        "securityGroup": "sg-0a1b2c3d", "databaseName": "orders", "masterUsername": "owner",
        "masterSecret": "%s", "masterSecretKey": "%s"}}
      """
          .formatted(SECRET, KEY);
  private static final String EXISTING_PROXY =
      """
      {"existing": {"endpoint": "orders.proxy-abc123.us-east-1.rds.amazonaws.com",
        "readOnlyEndpoint": "orders-ro.endpoint.proxy-abc123.us-east-1.rds.amazonaws.com",
        "arn": "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d",
        "securityGroup": "sg-0a1b2c3d", "authentication": "iam",
        "users": [{"name": "dialer", "secret": "%s"},
                  {"name": "reporter", "secret": "%s", "secretKey": "%s"}]}}
      """
          .formatted(SECRET, SECRET, KEY);

  @Test
  void has_a_default_for_everything_but_the_network() {
    assertEquals(
        new StackSettings(
            "campaign",
            "dev",
            new CreatedNetwork(
                new CidrBlock("10.20.0.0/16"),
                new Zones(
                    List.of(
                        new AvailabilityZone("us-east-1a"), new AvailabilityZone("us-east-1b")))),
            new AwsManagedKeys(),
            new TierSettings.Made(
                DatabaseSettings.builder().build(),
                new DatabaseUsersSettings(List.of(), 30),
                Optional.empty(),
                ProxySettings.builder().build(),
                AlarmSettings.builder().build(),
                CapacitySettings.builder().build()),
            new LambdaFleetSettings(List.of(), new LogRetention(30)),
            new TreeMap<>(),
            Map.of()),
        read(LEAST));
  }

  @Test
  void reads_every_key() {
    var settings =
        new StackFile(
                """
                config:
                  aws:region: us-east-1
                  datatier:name: orders
                  datatier:logRetentionDays: "90"
                  datatier:network:
                    vpcId: vpc-0a1b2c3d4e5f60718
                    endpointSecurityGroup: sg-0a1b2c3d4e5f60719
                    privateSubnets:
                      - { id: subnet-0a1b2c3d4e5f60711, zone: us-east-1a }
                      - { id: subnet-0a1b2c3d, zone: us-east-1b }
                  datatier:keys: { create: true, deletionWindowDays: 7 }
                  datatier:database:
                    engine: postgres
                    instanceClass: db.r7g.2xlarge
                    version: 16.8
                    storageGib: 200
                    databaseName: orders
                    masterUsername: owner
                    multiAz: false
                    maxConnections: 500
                    backupRetentionDays: 35
                    deletionProtection: false
                    finalSnapshot: true
                    finalSnapshotName: orders-last
                  datatier:users:
                    - name: dialer
                    - { name: reporter, access: readOnly }
                  datatier:secretRecoveryDays: 7
                  datatier:migrations: { run: true, artifact: samples/function }
                  datatier:proxy:
                    authentication: iam
                    idleClientTimeout: 1h
                    pool:
                      maxConnectionsPercent: 90
                      maxIdleConnectionsPercent: 20
                      borrowTimeout: 30s
                  datatier:functions:
                    - name: dialer
                      artifact: { bucket: code, key: dialer.jar, version: v7 }
                      runtime: java21
                      handler: Dialer
                      memoryMib: 1024
                      timeout: 5m
                      reservedConcurrency: 100
                      user: dialer
                    - name: reporter
                      artifact: samples/function
                      user: reporter
                      requestsPerSecond: 12
                      databaseTime: 2s
                      reservedConcurrency: 5
                      provisionedConcurrency: 2
                      architecture: arm64
                      layers:
                        - arn:aws:lambda:us-east-1:123456789012:layer:drivers:3
                      ephemeralStorageMib: 1024
                      tracing: active
                      deadLetterTarget: arn:aws:sqs:us-east-1:123456789012:failed
                      environment: { LOG_LEVEL: 3, REPORTS: daily }
                      environmentKey: arn:aws:kms:us-east-1:123456789012:key/1
                  datatier:workers:
                    - name: validators
                      ami: ami-0a1b2c3d
                      instanceType: t4g.small
                      size: { least: 0, initial: 2, most: 3 }
                      rootVolume: { device: /dev/sda1, sizeGib: 40 }
                      containers: true
                      sessionManager: true
                      script: systemctl start validator
                      logGroup: true
                      connectionsPerWorker: 20
                      user: dialer
                      requestsPerSecond: 7.5
                  datatier:alarms:
                    clientConnections: 900
                    databaseConnections: 80
                    allowedConnectionsPercent: 85
                    borrowLatencyMillis: 250
                    pinnedSessions: 10
                    failedSetups: 1
                    failedAuthentications: 20
                    availabilityPercent: 95
                    cpuPercent: 75
                    freeMemoryPercent: 15
                    freeStoragePercent: 20
                    topic: arn:aws:sns:us-east-1:123456789012:on-call
                  datatier:capacity:
                    acceptRisk: measured in May
                    requestsPerSecond: 0.5
                    databaseTime: 7ms
                """)
            .settings();

    assertEquals(
        new StackSettings(
            "orders",
            "dev",
            new ExistingNetwork(
                new VpcId("vpc-0a1b2c3d4e5f60718"),
                new PrivateSubnets(
                    List.of(
                        new PrivateSubnet(
                            new SubnetId("subnet-0a1b2c3d4e5f60711"),
                            new AvailabilityZone("us-east-1a")),
                        new PrivateSubnet(
                            new SubnetId("subnet-0a1b2c3d"), new AvailabilityZone("us-east-1b")))),
                Optional.of(new SecurityGroupId("sg-0a1b2c3d4e5f60719"))),
            new CreatedKeys(7),
            new TierSettings.Made(
                DatabaseSettings.builder()
                    .instanceClass(new InstanceClass("db.r7g.2xlarge"))
                    .version(new PostgresVersion("16.8"))
                    .topology(new Topology.SingleInstance(200, false))
                    .databaseName(new DatabaseName("orders"))
                    .masterUsername(new MasterUsername("owner"))
                    .maxConnections(500)
                    .backupRetentionDays(35)
                    .deletionProtection(false)
                    .finalSnapshotName(new RdsName("orders-last"))
                    .logRetention(new LogRetention(90))
                    .build(),
                new DatabaseUsersSettings(
                    List.of(DatabaseUser.readWrite("dialer"), DatabaseUser.readOnly("reporter")),
                    7),
                Optional.of(
                    new UserMigrationSettings(
                        Artifact.path("samples/function"), new LogRetention(90))),
                ProxySettings.builder()
                    .authentication(ClientAuthentication.IAM)
                    .idleClientTimeout(Duration.ofHours(1))
                    .pool(
                        ConnectionPool.builder()
                            .maxConnections(new Percent(90))
                            .maxIdleConnections(new Percent(20))
                            .borrowTimeout(Duration.ofSeconds(30))
                            .build())
                    .logRetention(new LogRetention(90))
                    .build(),
                AlarmSettings.builder()
                    .clientConnections(900)
                    .databaseConnections(80)
                    .allowedConnections(new Percent(85))
                    .borrowLatency(Duration.ofMillis(250))
                    .pinnedSessions(10)
                    .failedSetups(1)
                    .failedAuthentications(20)
                    .availability(new Percent(95))
                    .cpu(new Percent(75))
                    .freeMemory(new Percent(15))
                    .freeStorage(new Percent(20))
                    .topic(new TopicArn("arn:aws:sns:us-east-1:123456789012:on-call"))
                    .build(),
                CapacitySettings.builder()
                    .acceptRisk("measured in May")
                    .requestsPerSecond(0.5)
                    .databaseTime(Duration.ofMillis(7))
                    .build()),
            new LambdaFleetSettings(
                List.of(
                    FunctionSettings.builder()
                        .name(new FunctionName("dialer-dev"))
                        .artifact(
                            Artifact.s3(
                                new BucketName("code"),
                                new ObjectKey("dialer.jar"),
                                Optional.of("v7")))
                        .runtime(new LambdaRuntime("java21"))
                        .handler("Dialer")
                        .memoryMib(1024)
                        .timeout(Duration.ofMinutes(5))
                        .reservedConcurrency(100)
                        .login(loginAs("dialer"))
                        .build(),
                    FunctionSettings.builder()
                        .name(new FunctionName("reporter-dev"))
                        .artifact(Artifact.path("samples/function"))
                        .reservedConcurrency(5)
                        .provisionedConcurrency(2)
                        .architecture(Architecture.ARM64)
                        .layers(
                            List.of(
                                new LayerArn(
                                    "arn:aws:lambda:us-east-1:123456789012:layer:drivers:3")))
                        .ephemeralStorageMib(1024)
                        .tracing(Tracing.ACTIVE)
                        .deadLetters(
                            new DeadLetterTarget("arn:aws:sqs:us-east-1:123456789012:failed"))
                        .environment(
                            new EnvironmentVariables(Map.of("LOG_LEVEL", "3", "REPORTS", "daily")))
                        .environmentKey(new KeyArn(KEY))
                        .login(loginAs("reporter"))
                        .build()),
                new LogRetention(90)),
            new TreeMap<>(
                Map.of(
                    "validators-dev",
                    WorkerFleetSettings.builder()
                        .ami(new AmiId("ami-0a1b2c3d"))
                        .instanceType(new InstanceType("t4g.small"))
                        .size(new FleetSize(0, 2, 3))
                        .rootVolume(new RootVolume("/dev/sda1", 40))
                        .containers(true)
                        .sessionManager(true)
                        .script(new StartScript("systemctl start validator"))
                        .connectionsPerWorker(20)
                        .logRetention(new LogRetention(90))
                        .login(loginAs("dialer"))
                        .build())),
            Map.of(
                "validators-dev",
                new ClientTraffic(Optional.of(7.5), Optional.empty()),
                "reporter-dev",
                new ClientTraffic(Optional.of(12.0), Optional.of(Duration.ofSeconds(2))))),
        settings);
  }

  @Test
  void reads_which_services_a_created_network_reaches() {
    var network = "{\"zones\": [\"us-east-1a\", \"us-east-1b\"], \"endpointServices\": [\"sqs\"]}";
    var created = (CreatedNetwork) read(with(Map.of("datatier:network", network))).network();
    assertEquals(Set.of(new EndpointService("sqs")), created.endpointServices());
  }

  @Test
  void reads_keys_that_exist() {
    assertEquals(
        new ExistingKeys(Optional.empty(), Optional.of(new KeyArn(KEY)), Optional.empty()),
        read(with(Map.of("datatier:keys", "{\"secrets\": \"" + KEY + "\"}"))).keys());
  }

  @Test
  void reads_a_cluster_with_a_read_only_endpoint_and_a_function_that_uses_it() {
    var settings =
        read(
            with(
                Map.of(
                    "datatier:database", "{\"engine\": \"aurora-postgresql\"}",
                    "datatier:proxy", "{\"readOnlyEndpoint\": true}",
                    "datatier:functions",
                        """
                        [{"name": "reporter", "artifact": "samples/function", "readOnly": true}]
                        """)));
    assertEquals(
        made(
            DatabaseSettings.builder().topology(new Topology.AuroraCluster(1)).build(),
            ProxySettings.builder().readOnlyEndpoint(true).build()),
        settings.tier());
    assertEquals(
        new ClientLogin(Optional.empty(), true), settings.functions().functions().get(0).login());
  }

  @Test
  void reads_a_database_that_exists() {
    assertEquals(
        made(
            new ExistingDatabaseSettings(
                DatabaseKind.CLUSTER,
                new RdsName("orders"),
                true,
                new SecurityGroupId("sg-0a1b2c3d"),
                new DatabaseName("orders"),
                new MasterUsername("owner"),
                new SecretArn(SECRET),
                Optional.of(new KeyArn(KEY))),
            ProxySettings.builder().readOnlyEndpoint(true).build()),
        read(with(
                Map.of(
                    "datatier:database",
                    """
                        {"existing": {"kind": "cluster", "identifier": "orders",
                          "hasReaders": true, "securityGroup": "sg-0a1b2c3d",
                          "databaseName": "orders", "masterUsername": "owner",
                          "masterSecret": "%s", "masterSecretKey": "%s"}}
                        """
                        .formatted(SECRET, KEY),
                    "datatier:proxy",
                    "{\"readOnlyEndpoint\": true}")))
            .tier());
  }

  @Test
  void reads_a_proxy_that_exists_before_a_database_of_which_it_needs_the_name() {
    var tier =
        (TierSettings.Existing)
            read(with(
                    Map.of(
                        "datatier:database", "{\"databaseName\": \"orders\"}",
                        "datatier:proxy", EXISTING_PROXY,
                        "datatier:functions",
                            """
                                [{"name": "reporter", "artifact": "samples/function",
                                  "user": "reporter", "readOnly": true}]
                                """)))
                .tier();
    var proxy = tier.proxy();
    assertEquals(
        List.of(
            new ProxyHost("orders.proxy-abc123.us-east-1.rds.amazonaws.com"),
            Optional.of(
                new ProxyHost("orders-ro.endpoint.proxy-abc123.us-east-1.rds.amazonaws.com")),
            new ProxyArn("arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d"),
            new SecurityGroupId("sg-0a1b2c3d"),
            ClientAuthentication.IAM,
            new DatabaseName("orders"),
            List.of("dialer", "reporter")),
        List.of(
            proxy.host(),
            proxy.readOnlyHost(),
            proxy.arn(),
            proxy.securityGroup(),
            proxy.authentication(),
            proxy.databaseName(),
            tier.usernames()));
  }

  @ParameterizedTest
  @MethodSource
  void finds_keys_that_do_not_go_together(Map<String, String> keys, List<String> faults) {
    assertEquals(faults, faultsOf(with(keys)));
  }

  static Stream<Arguments> finds_keys_that_do_not_go_together() {
    var function = "[{\"name\": \"a\", \"artifact\": \"samples/function\"%s}]";
    var made =
        " belongs to a proxy to be made, but datatier:proxy.existing names one that exists; remove"
            + " one of the two";
    return Stream.of(
        Arguments.of(
            Map.of(
                "datatier:users",
                "[{\"name\": \"app\"}, {\"name\": \"jobs\"}]",
                "datatier:functions",
                function.formatted("")),
            List.of(
                "datatier:functions[0].user is missing: name one of the proxy's users: app,"
                    + " jobs")),
        Arguments.of(
            Map.of(
                "datatier:users",
                "[{\"name\": \"app\"}]",
                "datatier:functions",
                function.formatted(", \"user\": \"jobs\"")),
            List.of(
                "datatier:functions[0].user is \"jobs\", but must be a user that the proxy knows:"
                    + " app")),
        Arguments.of(
            Map.of("datatier:functions", function.formatted(", \"readOnly\": true")),
            List.of(
                "datatier:functions[0].readOnly is true, but must be false unless datatier:proxy"
                    + " has a read-only endpoint: set readOnlyEndpoint")),
        Arguments.of(
            Map.of(
                "datatier:users",
                "[{\"name\": \"App\"}]",
                "datatier:functions",
                function.formatted(", \"user\": \"app\"")),
            List.of(
                "datatier:users[0].name is \"App\", but must be 1 to 63 lower-case letters, digits"
                    + " and underscores, start with a letter or an underscore and not be a name"
                    + " that RDS or PostgreSQL keeps for itself")),
        Arguments.of(
            Map.of("datatier:users", "[{\"name\": \"iadmin\"}]"),
            List.of(
                "datatier:users does not fit: \"iadmin\" must not be the master user, which exists"
                    + " with the database")),
        Arguments.of(
            Map.of("datatier:users", "[{\"name\": \"app\"}, {\"name\": \"app\"}]"),
            List.of("datatier:users does not fit: \"app\" must be listed once")),
        Arguments.of(
            Map.of("datatier:migrations", "{\"artifact\": \"samples/function\"}"),
            List.of(
                "datatier:migrations.artifact asks for users to be made: list them as"
                    + " datatier:users")),
        Arguments.of(
            Map.of(
                "datatier:users", "[{\"name\": \"app\"}]",
                "datatier:database", EXISTING_DATABASE,
                "datatier:migrations", "{\"run\": true, \"artifact\": \"samples/function\"}"),
            List.of(
                "datatier:migrations.run asks for users in a database that somebody else keeps:"
                    + " have its master user run the output database_users_sql instead")),
        Arguments.of(
            Map.of(
                "datatier:users", "[{\"name\": \"app\"}]",
                "datatier:migrations", "{\"run\": true, \"artifact\": \"samples/nothing\"}"),
            List.of(
                "datatier:migrations.artifact is \"samples/nothing\", but must be a file or folder"
                    + " that exists, seen from the project")),
        Arguments.of(
            Map.of("datatier:proxy", "{\"authentication\": \"iam\"}"),
            List.of(
                "datatier:proxy.authentication is \"iam\", but must be secret unless"
                    + " datatier:users lists users for the tokens, such as [{name: app}]")),
        Arguments.of(
            Map.of("datatier:proxy", "{\"readOnlyEndpoint\": true}"),
            List.of(
                "datatier:proxy.readOnlyEndpoint is true, but must be false unless the database is"
                    + " an Aurora cluster with readers: give datatier:database the engine"
                    + " aurora-postgresql and at least 1 of readers, or existing.hasReaders")),
        Arguments.of(
            Map.of(
                "datatier:name", "a-name-that-is-long-but-not-too-long-for-a-proxy",
                "datatier:database", "{\"engine\": \"aurora-postgresql\"}",
                "datatier:proxy", "{\"readOnlyEndpoint\": true}"),
            List.of(
                "datatier:name is \"a-name-that-is-long-but-not-too-long-for-a-proxy\", but must"
                    + " make a-name-that-is-long-but-not-too-long-for-a-proxy-postgres-proxy-dev-"
                    + "read-only a lawful name, which must be 1 to 63 lower-case letters, digits"
                    + " and single hyphens, start with a letter and not end with a hyphen")),
        Arguments.of(
            Map.of(
                "datatier:database", "{\"storageGib\": 20, \"existing\": {}}",
                "datatier:users", "[{\"name\": \"app\"}]",
                "datatier:secretRecoveryDays", "7",
                "datatier:alarms", "{}",
                "datatier:proxy",
                    EXISTING_PROXY.replace("{\"existing", "{\"pool\": {}, \"existing")),
            List.of(
                "datatier:database.storageGib belongs to a database behind a proxy to be made, but"
                    + " datatier:proxy.existing names one that exists; remove one of the two",
                "datatier:database.existing belongs to a database behind a proxy to be made, but"
                    + " datatier:proxy.existing names one that exists; remove one of the two",
                "datatier:users" + made,
                "datatier:secretRecoveryDays" + made,
                "datatier:alarms" + made,
                "datatier:proxy.pool belongs to a proxy to be made, but existing names one that"
                    + " exists; remove one of the two")));
  }

  @Test
  void names_parts_after_system_role_and_stack() {
    assertEquals("campaign-postgres-proxy-dev", read(LEAST).name("postgres-proxy"));
  }

  @Test
  void takes_the_projects_name_where_no_name_is_given() {
    assertEquals(
        "tier", StackSettings.of("tier", "dev", without("datatier:name"), Set.of()).name());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void names_the_key_what_was_given_and_what_is_allowed(
      String key, String value, List<String> faults) {
    assertEquals(faults, faultsOf(with(Map.of("datatier:" + key, value))));
  }

  static Stream<Arguments> names_the_key_what_was_given_and_what_is_allowed() {
    return Stream.of(
        fault(
            "logRetentionDays",
            "31",
            "datatier:logRetentionDays is \"31\", but must be one of CloudWatch's terms in days:"
                + " [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,"
                + " 2192, 2557, 2922, 3288, 3653]"),
        fault(
            "name",
            "Campaign",
            "datatier:name is \"Campaign\", but must make Campaign-postgres-proxy-dev a lawful"
                + " name, which must be 1 to 63 lower-case letters, digits and single hyphens,"
                + " start with a letter and not end with a hyphen"),
        fault(
            "name",
            "a-name-that-is-too-long-for-a-proxy-of-this-stack",
            "datatier:name is \"a-name-that-is-too-long-for-a-proxy-of-this-stack\", but must make"
                + " a-name-that-is-too-long-for-a-proxy-of-this-stack-postgres-proxy-dev a lawful"
                + " name, which must be 1 to 63 lower-case letters, digits and single hyphens,"
                + " start with a letter and not end with a hyphen"),
        fault(
            "network",
            "{}",
            "datatier:network.vpcId is missing: give vpcId and privateSubnets of an existing VPC,"
                + " or zones for one to be created"),
        fault(
            "network", "[]", "datatier:network is [], but must be an object with keys of its own"),
        fault(
            "network",
            "{\"cidrBlock\": \"10.0.0.0/16\"}",
            "datatier:network.zones is missing: two or more Availability Zones for the VPC"),
        fault(
            "network",
            "{\"cidrBlock\": \"10.20.0.1/16\", \"zones\": [\"us-east-1a\", \"us-east-1b\"]}",
            "datatier:network.cidrBlock is \"10.20.0.1/16\", but must be an IPv4 range from /16 to"
                + " /22 that starts at its first address: 10.20.0.0/16"),
        fault(
            "network",
            "{\"zones\": [\"us-east-1a\"]}",
            "datatier:network.zones does not fit: \"[us-east-1a]\" must be two to sixteen, each a"
                + " different Availability Zone"),
        fault(
            "network",
            "{\"zones\": [\"us-east-1a\", \"us-east-1a\"]}",
            "datatier:network.zones does not fit: \"[us-east-1a, us-east-1a]\" must be two to"
                + " sixteen, each a different Availability Zone"),
        fault(
            "network",
            "{\"zones\": [\"us-east-1a\", \"eu-west-1b\", \"use1-az3\", {}]}",
            "datatier:network.zones[1] is \"eu-west-1b\", but must be a zone of aws:region, which"
                + " is us-east-1",
            "datatier:network.zones[2] is \"use1-az3\", but must be the name of an Availability"
                + " Zone such as us-east-1a",
            "datatier:network.zones[3] is {}, but must be a text"),
        fault(
            "network",
            "{\"zones\": \"us-east-1a\"}",
            "datatier:network.zones is \"us-east-1a\", but must be a list"),
        fault(
            "network",
            """
            {"vpcId": "vpc-123", "endpointSecurityGroup": "group", "privateSubnets": [
              {"id": "subnet-0a1b2c3d4e5f60711", "zone": "us-east-1a"},
              {"id": "subnet-0A1B2C3D4E5F60712", "zone": "us-east-1b"},
              {"zone": "us-east-1c"},
              {"id": "subnet-0a1b2c3d4e5f60714"}]}
            """,
            "datatier:network.vpcId is \"vpc-123\", but must be a VPC id: vpc- and 8 or 17"
                + " hexadecimal digits",
            "datatier:network.endpointSecurityGroup is \"group\", but must be a security group id:"
                + " sg- and 8 or 17 hexadecimal digits",
            "datatier:network.privateSubnets[1].id is \"subnet-0A1B2C3D4E5F60712\", but must be a"
                + " subnet id: subnet- and 8 or 17 hexadecimal digits",
            "datatier:network.privateSubnets[2].id is missing: the subnet, subnet-…",
            "datatier:network.privateSubnets[3].zone is missing: its Availability Zone, which is"
                + " not looked up"),
        fault(
            "network",
            """
            {"vpcId": "vpc-0a1b2c3d", "privateSubnets": [
              {"id": "subnet-0a1b2c3d4e5f60711", "zone": "us-east-1a"},
              {"id": "subnet-0a1b2c3d4e5f60712", "zone": "us-east-1a"}]}
            """,
            "datatier:network.privateSubnets does not fit: \"[us-east-1a, us-east-1a]\" must be two"
                + " to sixteen, each a different Availability Zone"),
        fault(
            "network",
            """
            {"vpcId": "vpc-0a1b2c3d", "privateSubnets": [
              {"id": "subnet-0a1b2c3d4e5f60711", "zone": "us-east-1a"}]}
            """,
            "datatier:network.privateSubnets does not fit: \"[us-east-1a]\" must be two to sixteen,"
                + " each a different Availability Zone"),
        fault(
            "network",
            "{\"vpcId\": \"vpc-0a1b2c3d\", \"zones\": [\"us-east-1a\", \"us-east-1b\"]}",
            "datatier:network.zones belongs to a VPC to be created, but vpcId or privateSubnets"
                + " name an existing one; remove one of the two",
            "datatier:network.privateSubnets is missing: two or more, each with its id and zone"),
        fault(
            "network",
            """
            {"zones": ["us-east-1a", "us-east-1b"],
             "endpointSecurityGroup": "sg-0a1b2c3d4e5f60719"}
            """,
            "datatier:network.endpointSecurityGroup belongs to a VPC that exists, but zones or"
                + " cidrBlock ask for one to be created; remove one of the two"),
        fault(
            "network",
            "{\"vpcID\": \"vpc-0a1b2c3d\"}",
            "datatier:network.vpcId is missing: give vpcId and privateSubnets of an existing VPC,"
                + " or zones for one to be created",
            "datatier:network.vpcID is not a known key; did you mean datatier:network.vpcId?"),
        fault(
            "database",
            """
            {"instanceClass": "t4g.small", "version": "9.6", "storageGib": 10,
             "databaseName": "campaign-system", "masterUsername": "admin", "multiAz": "yes",
             "backupRetentionDays": 0}
            """,
            "datatier:database.instanceClass is \"t4g.small\", but must be a DB instance class such"
                + " as db.t4g.small",
            "datatier:database.version is \"9.6\", but must be a PostgreSQL version that RDS Proxy"
                + " serves, from 11 to 17: 17 or 17.4",
            "datatier:database.storageGib is 10, but must be 20 to 65536 GiB of gp3 storage",
            "datatier:database.multiAz is \"yes\", but must be true or false",
            "datatier:database.databaseName is \"campaign-system\", but must be 1 to 63 letters,"
                + " digits and underscores, start with a letter or an underscore and not be a"
                + " reserved word of PostgreSQL",
            "datatier:database.masterUsername is \"admin\", but must be 1 to 63 letters, digits and"
                + " underscores, start with a letter and not be a name that RDS or PostgreSQL keeps"
                + " for itself",
            "datatier:database.backupRetentionDays is 0, but must be 1 to 35 days of backups"),
        fault(
            "database",
            """
            {"engine": "aurora-postgresql", "instanceClass": "db.t4g.small", "storageGib": 20,
             "multiAz": true, "readers": 16, "maxConnections": 5, "finalSnapshot": false,
             "finalSnapshotName": "last"}
            """,
            "datatier:database.instanceClass is \"db.t4g.small\", but must be a class that Aurora"
                + " PostgreSQL has, of which db.t4g.medium is the smallest",
            "datatier:database.storageGib is for the engine postgres; an Aurora cluster has none",
            "datatier:database.multiAz is for the engine postgres; an Aurora cluster has none",
            "datatier:database.readers is 16, but must be 0 to 15 readers",
            "datatier:database.maxConnections is 5, but must be 6 to 262143 connections, the range"
                + " of max_connections",
            "datatier:database.finalSnapshotName names a snapshot, but finalSnapshot is false"),
        fault(
            "database",
            "{\"engine\": \"mysql\", \"readers\": 2, \"storageGib\": 20}",
            "datatier:database.engine is \"mysql\", but must be postgres or aurora-postgresql"),
        fault(
            "database",
            "{\"existing\": []}",
            "datatier:database.existing is [], but must be an object with keys of its own"),
        fault(
            "adopted",
            "{\"instance\": \"orders\", \"subnetGroup\": \"\"}",
            "datatier:adopted.subnetGroup is \"\", but must be the name of the DB subnet group"),
        fault(
            "functions",
            "[{\"name\": \"\", \"artifact\": \"samples/function\"}]",
            "datatier:functions[0].name is \"\", but must be 1 to 64 letters, digits, hyphens and"
                + " underscores, the stack's name included"),
        fault(
            "database",
            """
            {"multiAz": true,
             "existing": {"kind": "instance", "identifier": "Orders", "hasReaders": true,
                          "securityGroup": "sg-0a1b2c3d", "databaseName": "orders",
                          "masterUsername": "owner", "masterSecret": "orders"}}
            """,
            "datatier:database.multiAz belongs to a database to be made, but existing names one"
                + " that exists; remove one of the two",
            "datatier:database.existing.identifier is \"Orders\", but must be 1 to 63 lower-case"
                + " letters, digits and single hyphens, start with a letter and not end with a"
                + " hyphen",
            "datatier:database.existing.hasReaders is true, but must be false for an instance; only"
                + " clusters have readers",
            "datatier:database.existing.masterSecret is \"orders\", but must be the full ARN of a"
                + " secret: arn:aws:secretsmanager:<region>:<account>:secret:<name>-<six"
                + " characters>"),
        fault(
            "keys",
            "{\"create\": false, \"deletionWindowDays\": 6, \"logs\": \"alias/logs\"}",
            "datatier:keys.logs is a key that exists, but create or deletionWindowDays ask for keys"
                + " to be created; remove one of the two",
            "datatier:keys.create is false, but must be true; without the key, AWS's own keys are"
                + " used",
            "datatier:keys.deletionWindowDays is 6, but must be 7 to 30 days"),
        fault(
            "keys",
            "{\"deletionWindowDays\": 7}",
            "datatier:keys.create is missing: true, if keys shall be made"),
        fault(
            "keys",
            "{\"storage\": \"alias/storage\"}",
            "datatier:keys.storage is \"alias/storage\", but must be the ARN of a KMS key:"
                + " arn:aws:kms:<region>:<account>:key/<id>"),
        fault(
            "users",
            "[{\"name\": \"app\", \"access\": \"all\"}, {}]",
            "datatier:users[0].access is \"all\", but must be readWrite or readOnly",
            "datatier:users[1].name is missing: the user's name in PostgreSQL"),
        fault(
            "secretRecoveryDays",
            "3",
            "datatier:secretRecoveryDays is \"3\", but must be 0 or 7 to 30 days"),
        fault(
            "proxy",
            """
            {"existing": {"endpoint": "orders.abc123.us-east-1.rds.amazonaws.com",
                          "arn": "arn:aws:rds:us-east-1:123456789012:db-proxy:orders",
                          "securityGroup": "orders", "authentication": "password",
                          "users": [{"name": "app"}]}}
            """,
            "datatier:proxy.existing.endpoint is \"orders.abc123.us-east-1.rds.amazonaws.com\", but"
                + " must be the host of a proxy: <name>.proxy-<id>.<region>.rds.amazonaws.com",
            "datatier:proxy.existing.arn is"
                + " \"arn:aws:rds:us-east-1:123456789012:db-proxy:orders\", but must be the ARN of"
                + " a proxy: arn:aws:rds:<region>:<account>:db-proxy:prx-<id>",
            "datatier:proxy.existing.securityGroup is \"orders\", but must be a security group id:"
                + " sg- and 8 or 17 hexadecimal digits",
            "datatier:proxy.existing.authentication is \"password\", but must be secret or iam",
            "datatier:proxy.existing.users[0].secret is missing: the ARN of the secret with its"
                + " password"),
        fault(
            "proxy",
            """
            {"existing": {"endpoint": "orders.proxy-abc123.us-east-1.rds.amazonaws.com",
                          "arn": "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d",
                          "securityGroup": "sg-0a1b2c3d", "users": []}}
            """,
            "datatier:proxy.existing.users does not fit: \"0\" must be 1 to 200 users of a proxy"),
        fault(
            "proxy",
            """
            {"idleClientTimeout": "9h", "pool": {"maxConnectionsPercent": 140,
             "maxIdleConnectionsPercent": -1, "borrowTimeout": "10m"}}
            """,
            "datatier:proxy.idleClientTimeout is \"9h\", but must be 1s to 8h",
            "datatier:proxy.pool.maxConnectionsPercent is 140, but must be a whole percentage from"
                + " 0 to 100",
            "datatier:proxy.pool.maxIdleConnectionsPercent is -1, but must be a whole percentage"
                + " from 0 to 100",
            "datatier:proxy.pool.borrowTimeout is \"10m\", but must be 0s to 5m"),
        fault(
            "proxy",
            "{\"pool\": {\"maxConnectionsPercent\": 40}}",
            "datatier:proxy.pool.maxIdleConnectionsPercent does not fit: \"50 %\" must not exceed"
                + " the maximum of connections, 40 %"),
        fault(
            "proxy",
            "{\"pool\": {\"borrowTimeout\": 120}}",
            "datatier:proxy.pool.borrowTimeout is 120, but must be a duration such as 90s, 30m or"
                + " 1h"),
        fault(
            "functions",
            """
            [{"name": "a", "artifact": "samples/function"},
             {"name": "a", "artifact": "samples/nothing"},
             {"name": "b c", "artifact": {"bucket": "B"}, "runtime": "cobol", "handler": " ",
              "memoryMib": 64, "timeout": "16m", "reservedConcurrency": 0},
             {},
             "dialer"]
            """,
            "datatier:functions[1].name is \"a\", but must be listed once",
            "datatier:functions[1].artifact is \"samples/nothing\", but must be a file or folder"
                + " that exists, seen from the project",
            "datatier:functions[2].name is \"b c\", but must be 1 to 64 letters, digits, hyphens and"
                + " underscores, the stack's name included",
            "datatier:functions[2].artifact.key is missing: the object's key",
            "datatier:functions[2].artifact.bucket is \"B\", but must be the name of a bucket: 3 to"
                + " 63 lower-case letters, digits, dots and hyphens",
            "datatier:functions[2].runtime is \"cobol\", but must be a Lambda runtime such as"
                + " nodejs22.x, python3.13 or java21",
            "datatier:functions[2].handler is \" \", but must be a handler of 1 to 128 characters,"
                + " such as index.handler",
            "datatier:functions[2].memoryMib is 64, but must be 128 to 10240 MiB",
            "datatier:functions[2].timeout is \"16m\", but must be 1s to 15m",
            "datatier:functions[2].reservedConcurrency is 0, but must be at least 1 execution at"
                + " once",
            "datatier:functions[3].name is missing: the stack's name is added to it",
            "datatier:functions[3].artifact is missing: a path, or an S3 object with bucket and"
                + " key",
            "datatier:functions[4] is \"dialer\", but must be an object with keys of its own"),
        fault(
            "alarms",
            "{\"clientConnections\": 0, \"databaseConnections\": \"many\", \"topic\": \"on-call\","
                + " \"borrowLatencyMillis\": 0, \"failedSetups\": -1, \"cpuPercent\": 101,"
                + " \"freeStoragePercent\": 0}",
            "datatier:alarms.clientConnections is 0, but must be a number of connections, 1 to"
                + " 1000000",
            "datatier:alarms.databaseConnections is \"many\", but must be a whole number",
            "datatier:alarms.borrowLatencyMillis is 0, but must be 1ms to 5m",
            "datatier:alarms.failedSetups is -1, but must be a number of failures in a minute, 0 to"
                + " 1000000",
            "datatier:alarms.cpuPercent is 101, but must be a whole percentage from 0 to 100",
            "datatier:alarms.freeStoragePercent is 0, but must be 1 to 100 %",
            "datatier:alarms.topic is \"on-call\", but must be the ARN of an SNS topic:"
                + " arn:aws:sns:<region>:<account>:<name>, not a FIFO one"),
        fault(
            "functions",
            """
            [{"name": "a", "artifact": "samples/function", "reservedConcurrency": 2,
              "provisionedConcurrency": 3},
             {"name": "b", "artifact": "samples/function", "architecture": "arm",
              "layers": ["drivers"], "ephemeralStorageMib": 100, "tracing": "on",
              "deadLetterTarget": "failed", "environment": {"A": {}}, "environmentKey": "alias/a"},
             {"name": "c", "artifact": "samples/function", "environment": {"DATABASE_USER": "c"}}]
            """,
            "datatier:functions[0].provisionedConcurrency does not fit: \"3\" must not exceed the"
                + " reserved concurrency, 2",
            "datatier:functions[1].architecture is \"arm\", but must be x86_64 or arm64",
            "datatier:functions[1].layers[0] is \"drivers\", but must be the ARN of a layer's"
                + " version: arn:aws:lambda:<region>:<account>:layer:<name>:<version>",
            "datatier:functions[1].ephemeralStorageMib is 100, but must be 512 to 10240 MiB",
            "datatier:functions[1].tracing is \"on\", but must be active or passThrough",
            "datatier:functions[1].deadLetterTarget is \"failed\", but must be the ARN of a"
                + " standard queue or topic: arn:aws:sqs:<region>:<account>:<name> or"
                + " arn:aws:sns:<region>:<account>:<name>",
            "datatier:functions[1].environment.A is {}, but must be a text",
            "datatier:functions[1].environmentKey is \"alias/a\", but must be the ARN of a KMS key:"
                + " arn:aws:kms:<region>:<account>:key/<id>",
            "datatier:functions[2].environment does not fit: \"DATABASE_USER\" must not be a"
                + " variable that leads to the database"),
        fault(
            "workers",
            """
            [{"name": "a", "ami": "ami-1", "instanceType": "small", "size": {"least": 5, "most": 4},
              "rootVolume": {"device": "/dev/sdb", "sizeGib": 0}, "connectionsPerWorker": 0},
             {},
             {"name": "a", "ami": "ami-0a1b2c3d", "instanceType": "t4g.small",
              "size": {"initial": 9}},
             {"name": "b", "ami": "ami-0a1b2c3d", "instanceType": "t4g.small",
              "size": {"most": 100001}}]
            """,
            "datatier:workers[0].ami is \"ami-1\", but must be an AMI id: ami- and 8 or 17"
                + " hexadecimal digits",
            "datatier:workers[0].instanceType is \"small\", but must be an EC2 instance type such"
                + " as t4g.small",
            "datatier:workers[0].size.least does not fit: \"5\" must not exceed the most workers,"
                + " 4",
            "datatier:workers[0].rootVolume.device is \"/dev/sdb\", but must be a root device:"
                + " /dev/xvda, /dev/sda1 or /dev/sda",
            "datatier:workers[0].rootVolume.sizeGib is 0, but must be 1 to 16384 GiB of gp3"
                + " storage",
            "datatier:workers[0].connectionsPerWorker is 0, but must be at least 1 connection of"
                + " each worker",
            "datatier:workers[1].name is missing: the stack's name is added to it",
            "datatier:workers[1].ami is missing: what workers start from, ami-…",
            "datatier:workers[1].instanceType is missing: an EC2 instance type of the AMI's"
                + " processor",
            "datatier:workers[2].name is \"a\", but must be listed once",
            "datatier:workers[2].size.initial does not fit: \"9\" must be as many workers as the"
                + " least and the most allow",
            "datatier:workers[3].connectionsPerWorker does not fit: \"10\" must not make more than"
                + " 1000000 connections of all workers"),
        fault(
            "network",
            "{\"zones\": [\"us-east-1a\", \"us-east-1b\"], \"endpointServices\": [\"sqs\", \"s3\"]}",
            "datatier:network.endpointServices[1] is \"s3\", but must be reached through a gateway"
                + " endpoint, which a created network does not have; use an existing VPC that"
                + " does"),
        fault(
            "capacity",
            "{\"acceptRisk\": \" \", \"requestsPerSecond\": \"many\", \"databaseTime\": \"16m\"}",
            "datatier:capacity.acceptRisk is \" \", but must be the reason why the risk is taken",
            "datatier:capacity.requestsPerSecond is \"many\", but must be a number",
            "datatier:capacity.databaseTime is \"16m\", but must be 1ms to 15m"),
        fault(
            "capacity",
            "{\"requestsPerSecond\": 0, \"databaseTime\": 50}",
            "datatier:capacity.requestsPerSecond is 0, but must be 0.001 to 1000000 requests a"
                + " second",
            "datatier:capacity.databaseTime is 50, but must be a duration such as 50ms, 2s or 1m"),
        fault(
            "databse",
            "{}",
            "datatier:databse is not a known key; did you mean datatier:database?"),
        fault(
            "retention",
            "7",
            "datatier:retention is not a known key; known here: name, logRetentionDays, network,"
                + " keys, database, users, secretRecoveryDays, migrations, proxy,"
                + " functions, workers, alarms, capacity, adopted"),
        fault(
            "adopted",
            "{\"proxi\": \"campaign\"}",
            "datatier:adopted.proxi is not a known key; did you mean datatier:adopted.proxy?"),
        fault(
            "adopted",
            "{\"databaseSecurityGroup\": \"rds\"}",
            "datatier:adopted.databaseSecurityGroup is \"rds\", but must be the `sg-…` of the"
                + " database"),
        fault(
            "adopted",
            "{\"proxy\": \"campaign\"}",
            "datatier:adopted.proxy does not fit: \"proxy\" must come with instance"),
        fault(
            "adopted",
            "{\"ingressRules\": [\"10.40.0.0/16\"]}",
            "datatier:adopted.ingressRules[0] is \"10.40.0.0/16\", but must be a security group"
                + " rule's id: sgr- and 8 or 17 hexadecimal digits"),
        fault(
            "database",
            "{\"instanceclass\": \"db.t4g.small\"}",
            "datatier:database.instanceclass is not a known key; did you mean"
                + " datatier:database.instanceClass?"));
  }

  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource
  void refuses_to_switch_off_what_is_always_on(String object, String key, String reason) {
    var value = "{\"" + key + "\": \"hunter2\"}";
    assertEquals(
        List.of("datatier:" + object + "." + key + " cannot be set: " + reason),
        faultsOf(with(Map.of("datatier:" + object, value))));
  }

  static Stream<Arguments> refuses_to_switch_off_what_is_always_on() {
    var tls = "TLS and encryption are always on; remove the key";
    var password = "RDS makes the password and keeps it in Secrets Manager; remove the key";
    var authentication =
        "the proxy always logs in with secrets that Secrets Manager keeps, and"
            + " datatier:proxy.authentication says how clients do; remove the key";
    return Stream.of(
        Arguments.of("proxy", "requireTls", tls),
        Arguments.of("proxy", "tls", tls),
        Arguments.of("database", "forceSsl", tls),
        Arguments.of("database", "storageEncrypted", tls),
        Arguments.of("database", "masterPassword", password),
        Arguments.of("proxy", "authScheme", authentication),
        Arguments.of("proxy", "iamAuth", authentication),
        Arguments.of("database", "secretArn", authentication),
        Arguments.of(
            "database",
            "publiclyAccessible",
            "neither the database nor the proxy is ever public; remove the key"));
  }

  @Test
  void misses_the_network() {
    assertEquals(
        List.of(
            "datatier:network.vpcId is missing: give vpcId and privateSubnets of an existing VPC,"
                + " or zones for one to be created"),
        faultsOf(without("datatier:network")));
  }

  @Test
  void never_shows_a_value_that_is_configured_as_a_secret() {
    var config = with(Map.of("datatier:database", "{\"masterUsername\": \"not a name\"}"));
    var refused =
        assertThrows(
            InvalidConfiguration.class,
            () -> StackSettings.of("datatier", "dev", config, Set.of("datatier:database")));
    assertEquals(
        List.of(
            "datatier:database.masterUsername is [secret], but must be 1 to 63 letters, digits and"
                + " underscores, start with a letter and not be a name that RDS or PostgreSQL keeps"
                + " for itself"),
        refused.faults().stream().map(Fault::toString).toList());
  }

  @Test
  void never_shows_a_secret_in_what_is_said_of_another_key() {
    var config =
        with(
            Map.of(
                "datatier:name", "Classified",
                "datatier:users", "[{\"name\": \"covert_one\"}, {\"name\": \"covert_two\"}]",
                "datatier:functions",
                    "[{\"name\": \"a\", \"artifact\": \"samples/function\", \"user\": \"x\"}]"));
    var refused =
        assertThrows(
            InvalidConfiguration.class,
            () ->
                StackSettings.of(
                    "datatier", "dev", config, Set.of("datatier:name", "datatier:users")));
    assertEquals(
        List.of(
            "datatier:functions[0].user is \"x\", but must be a user that the proxy knows: [secret],"
                + " [secret]",
            "datatier:name is [secret], but must make [secret]-postgres-proxy-dev a lawful name,"
                + " which must be 1 to 63 lower-case letters, digits and single hyphens, start with"
                + " a letter and not end with a hyphen"),
        refused.faults().stream().map(Fault::toString).toList());
  }

  @Test
  void shows_no_more_of_a_value_than_fits_and_lives_through_any_depth() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertEquals(
        List.of(
            "datatier:database is "
                + "[".repeat(120)
                + "…, but must be an object with keys of its own",
            "datatier:proxy.idleClientTimeout is \""
                + "a".repeat(119)
                + "…, but must be a duration such as 90s, 30m or 1h"),
        faultsOf(
            with(
                Map.of(
                    "datatier:database",
                    deep,
                    "datatier:proxy",
                    "{\"idleClientTimeout\": \"" + "a".repeat(100_000) + "\"}"))));
  }

  @Test
  void refuses_texts_that_are_longer_than_anything_lawful() {
    var endpoint = "a" + "-a".repeat(100_000) + ".proxy-abc123.us-east-1.rds.amazonaws.com";
    var proxy = EXISTING_PROXY.replace("orders.proxy-abc123.us-east-1.rds.amazonaws.com", endpoint);
    assertEquals(
        List.of(
            "datatier:proxy.existing.endpoint is \"a"
                + "-a".repeat(59)
                + "…, but must be the host of a proxy: <name>.proxy-<id>.<region>.rds.amazonaws.com"),
        faultsOf(with(Map.of("datatier:proxy", proxy))));
  }

  @Test
  void lists_all_faults_in_one_message() {
    var refused =
        assertThrows(
            InvalidConfiguration.class,
            () ->
                read(
                    with(
                        Map.of(
                            "datatier:database", "{\"storageGib\": 1}",
                            "datatier:proxi", "{}"))));
    assertEquals(
        """
        The configuration of stack dev has 2 faults; nothing was touched.
          datatier:database.storageGib is 1, but must be 20 to 65536 GiB of gp3 storage
          datatier:proxi is not a known key; did you mean datatier:proxy?""",
        refused.getMessage());
  }

  private static StackSettings read(Map<String, String> config) {
    return StackSettings.of("datatier", "dev", config, Set.of());
  }

  private static ClientLogin loginAs(String user) {
    return new ClientLogin(Optional.of(new DatabaseUsername(user)), false);
  }

  private static TierSettings made(DatabaseSource database, ProxySettings proxy) {
    return new TierSettings.Made(
        database,
        new DatabaseUsersSettings(List.of(), 30),
        Optional.empty(),
        proxy,
        AlarmSettings.builder().build(),
        CapacitySettings.builder().build());
  }

  private static List<String> faultsOf(Map<String, String> config) {
    return assertThrows(InvalidConfiguration.class, () -> read(config)).faults().stream()
        .map(Fault::toString)
        .toList();
  }

  private static Map<String, String> with(Map<String, String> more) {
    var config = new HashMap<>(LEAST);
    config.putAll(more);
    return config;
  }

  private static Map<String, String> without(String key) {
    var config = new HashMap<>(LEAST);
    config.remove(key);
    return config;
  }

  private static Arguments fault(String key, String value, String... faults) {
    return Arguments.of(key, value, List.of(faults));
  }
}
