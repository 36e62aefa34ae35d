package io.datatier;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseUser;
import io.datatier.database.DatabaseUsername;
import io.datatier.database.DatabaseUsersSettings;
import io.datatier.database.InstanceClass;
import io.datatier.database.MasterUsername;
import io.datatier.database.PostgresVersion;
import io.datatier.database.Topology;
import io.datatier.encryption.AwsManagedKeys;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.KeyArn;
import io.datatier.migrations.UserMigrationSettings;
import io.datatier.network.AvailabilityZone;
import io.datatier.network.CidrBlock;
import io.datatier.network.CreatedNetwork;
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
import io.datatier.proxy.ProxySettings;
import io.datatier.values.LogRetention;
import io.datatier.values.Percent;
import io.datatier.values.RdsName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class StackSettingsTest {

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
        LEAST.settings());
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
                        .environmentKey(new KeyArn("arn:aws:kms:us-east-1:123456789012:key/1"))
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
  void keeps_logs_for_a_term_of_cloudwatchs() {
    assertEquals(
        List.of(
            "datatier:logRetentionDays is \"31\", but must be one of CloudWatch's terms in days:"
                + " [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,"
                + " 2192, 2557, 2922, 3288, 3653]"),
        LEAST.with("logRetentionDays", "31").complaints());
  }

  private static ClientLogin loginAs(String user) {
    return new ClientLogin(Optional.of(new DatabaseUsername(user)), false);
  }
}
