package io.datatier;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.adoption.Adoption;
import io.datatier.capacity.AcceptedRisk;
import io.datatier.capacity.CapacitySettings;
import io.datatier.capacity.ConnectionPool;
import io.datatier.capacity.Load;
import io.datatier.clients.AmiId;
import io.datatier.clients.Architecture;
import io.datatier.clients.Artifact;
import io.datatier.clients.BucketName;
import io.datatier.clients.ClientLogin;
import io.datatier.clients.DeadLetterTarget;
import io.datatier.clients.EnvironmentVariables;
import io.datatier.clients.FleetName;
import io.datatier.clients.FleetSize;
import io.datatier.clients.FunctionHandler;
import io.datatier.clients.FunctionName;
import io.datatier.clients.FunctionSettings;
import io.datatier.clients.InstanceType;
import io.datatier.clients.LambdaRuntime;
import io.datatier.clients.LayerArn;
import io.datatier.clients.ObjectKey;
import io.datatier.clients.RootDevice;
import io.datatier.clients.RootVolume;
import io.datatier.clients.StartScript;
import io.datatier.clients.Tracing;
import io.datatier.clients.WorkerFleetSettings;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseUser;
import io.datatier.database.InstanceClass;
import io.datatier.database.MaintenanceWindow;
import io.datatier.database.MasterUsername;
import io.datatier.database.PostgresVersion;
import io.datatier.database.RoleName;
import io.datatier.database.SecretRecovery;
import io.datatier.database.Topology;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.KeyArn;
import io.datatier.encryption.KeySettings;
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
import io.datatier.proxy.ProxySettings;
import io.datatier.values.LogRetention;
import io.datatier.values.Percent;
import io.datatier.values.RdsName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class StackSettingsTest {

  @Test
  void has_a_default_for_everything_but_the_network() {
    assertEquals(
        new StackSettings(
            "dev",
            Optional.of("us-east-1"),
            new RdsName("campaign"),
            Optional.empty(),
            new LogRetention(30),
            new CreatedNetwork(
                new CidrBlock("10.20.0.0/16"),
                new Zones(
                    List.of(
                        new AvailabilityZone("us-east-1a"), new AvailabilityZone("us-east-1b")))),
            KeySettings.awsManaged(),
            DatabaseSettings.builder().build(),
            List.of(),
            new SecretRecovery(30),
            new UserMigrationSettings(Optional.empty(), Optional.empty()),
            ProxySettings.builder().build(),
            List.of(),
            List.of(),
            AlarmSettings.builder().build(),
            CapacitySettings.builder().build(),
            Adoption.NONE,
            List.of()),
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
                    version: "16.8"
                    storageGib: 200
                    databaseName: orders
                    masterUsername: owner
                    multiAz: false
                    maxConnections: 500
                    backupRetentionDays: 35
                    deletionProtection: false
                    finalSnapshot: true
                    finalSnapshotName: orders-last
                    performanceInsights: true
                    maintenanceWindow: sat:04:00-sat:05:00
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
            "dev",
            Optional.of("us-east-1"),
            new RdsName("orders"),
            Optional.empty(),
            new LogRetention(90),
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
            DatabaseSettings.builder()
                .instanceClass(new InstanceClass("db.r7g.2xlarge"))
                .version(new PostgresVersion("16.8"))
                .topology(new Topology.SingleInstance(200, OptionalInt.empty(), false))
                .databaseName(new DatabaseName("orders"))
                .masterUsername(new MasterUsername("owner"))
                .maxConnections(500)
                .backupRetentionDays(35)
                .deletionProtection(false)
                .finalSnapshotName(new RdsName("orders-last"))
                .performanceInsights(true)
                .maintenanceWindow(new MaintenanceWindow("sat:04:00-sat:05:00"))
                .build(),
            List.of(DatabaseUser.readWrite("dialer"), DatabaseUser.readOnly("reporter")),
            new SecretRecovery(7),
            new UserMigrationSettings(
                Optional.of(true), Optional.of(new Artifact.LocalPath("samples/function"))),
            ProxySettings.builder()
                .authentication(ClientAuthentication.IAM)
                .idleClientTimeout(Duration.ofHours(1))
                .pool(
                    ConnectionPool.builder()
                        .maxConnectionsPercent(new Percent(90))
                        .maxIdleConnectionsPercent(Optional.of(new Percent(20)))
                        .borrowTimeout(Duration.ofSeconds(30))
                        .build())
                .build(),
            List.of(
                FunctionSettings.builder(
                        new FunctionName("dialer"),
                        Artifact.s3(
                            new BucketName("code"), new ObjectKey("dialer.jar"), Optional.of("v7")))
                    .runtime(new LambdaRuntime("java21"))
                    .handler(new FunctionHandler("Dialer"))
                    .memoryMib(1024)
                    .timeout(Duration.ofMinutes(5))
                    .reservedConcurrency(100)
                    .login(loginAs("dialer"))
                    .build(),
                FunctionSettings.builder(
                        new FunctionName("reporter"), Artifact.path("samples/function"))
                    .reservedConcurrency(5)
                    .provisionedConcurrency(2)
                    .architecture(Architecture.ARM64)
                    .layers(
                        List.of(
                            new LayerArn("arn:aws:lambda:us-east-1:123456789012:layer:drivers:3")))
                    .ephemeralStorageMib(1024)
                    .tracing(Tracing.ACTIVE)
                    .deadLetterTarget(
                        new DeadLetterTarget("arn:aws:sqs:us-east-1:123456789012:failed"))
                    .environment(
                        new EnvironmentVariables(Map.of("LOG_LEVEL", "3", "REPORTS", "daily")))
                    .environmentKey(new KeyArn("arn:aws:kms:us-east-1:123456789012:key/1"))
                    .login(loginAs("reporter"))
                    .load(new Load(OptionalDouble.of(12), Optional.of(Duration.ofSeconds(2))))
                    .build()),
            List.of(
                WorkerFleetSettings.builder(
                        new FleetName("validators"),
                        new AmiId("ami-0a1b2c3d"),
                        new InstanceType("t4g.small"))
                    .size(new FleetSize(0, OptionalInt.of(2), 3))
                    .rootVolume(new RootVolume(new RootDevice("/dev/sda1"), 40))
                    .containers(true)
                    .sessionManager(true)
                    .script(new StartScript("systemctl start validator"))
                    .logGroup(true)
                    .connectionsPerWorker(20)
                    .login(loginAs("dialer"))
                    .load(new Load(OptionalDouble.of(7.5), Optional.empty()))
                    .build()),
            AlarmSettings.builder()
                .clientConnections(900)
                .databaseConnections(80)
                .allowedConnectionsPercent(new Percent(85))
                .borrowLatencyMillis(250)
                .pinnedSessions(10)
                .failedSetups(1)
                .failedAuthentications(20)
                .availabilityPercent(new Percent(95))
                .cpuPercent(new Percent(75))
                .freeMemoryPercent(new Percent(15))
                .freeStoragePercent(new Percent(20))
                .topic(new TopicArn("arn:aws:sns:us-east-1:123456789012:on-call"))
                .build(),
            CapacitySettings.builder()
                .acceptRisk(new AcceptedRisk("measured in May"))
                .requestsPerSecond(0.5)
                .databaseTime(Duration.ofMillis(7))
                .build(),
            Adoption.NONE,
            List.of()),
        settings);
  }

  @Test
  void keeps_the_key_for_storage_unless_no_snapshot_of_its_own_database_is_wanted() {
    assertEquals(true, LEAST.settings().keepsData());
    assertEquals(false, LEAST.with("database", "{finalSnapshot: false}").settings().keepsData());
    // It may have made the database that it now uses.
    assertEquals(true, StackFile.CLIENTS.settings().keepsData());
  }

  @Test
  void keeps_logs_for_a_term_of_cloudwatchs() {
    assertEquals(
        List.of(
            "datatier:logRetentionDays is \"31\", but must be a retention that CloudWatch Logs"
                + " offers, in days: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365,"
                + " 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]"),
        LEAST.with("logRetentionDays", "31").complaints());
  }

  private static ClientLogin loginAs(String user) {
    return new ClientLogin(Optional.of(new RoleName(user)), false);
  }
}
