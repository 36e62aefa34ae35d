package io.datatier.testing;

import io.datatier.component.LogGroups;
import io.datatier.database.Database;
import io.datatier.database.DatabaseCluster;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseUser;
import io.datatier.database.DatabaseUsers;
import io.datatier.database.PostgresDatabase;
import io.datatier.database.SecretRecovery;
import io.datatier.database.Topology;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.encryption.KeySettings;
import io.datatier.network.AvailabilityZone;
import io.datatier.network.ExistingNetwork;
import io.datatier.network.Network;
import io.datatier.network.PrivateSubnet;
import io.datatier.network.PrivateSubnets;
import io.datatier.network.SecurityGroupId;
import io.datatier.network.SubnetId;
import io.datatier.network.VpcId;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.DatabaseProxy;
import io.datatier.proxy.ProxySettings;
import io.datatier.values.LogRetention;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts that a component under test stands on, all with their defaults. */
public final class SampleTier {

  public static final String VPC = "vpc-0a1b2c3d4e5f60718";
  public static final List<String> SUBNETS =
      List.of("subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712");
  public static final String ENDPOINT_GROUP = "sg-0a1b2c3d4e5f60719";

  /** Logs kept for the usual time and encrypted with AWS's own key. */
  public static final LogGroups LOGS = new LogGroups(new LogRetention(30), Optional.empty());

  /** What the environment of a client tells of {@link #proxy()}. */
  public static final Map<String, String> ENVIRONMENT =
      Map.of(
          "RDS_PROXY_ENDPOINT", "campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com",
          "RDS_SECRET_ARN", "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1-AbCdEf",
          "DATABASE_NAME", "campaign_system",
          "DATABASE_PORT", "5432",
          "DATABASE_USER", "iadmin",
          "DATABASE_AUTHENTICATION", "secret",
          "DATABASE_SSLMODE", "verify-full");

  private SampleTier() {}

  /** An existing network whose interface endpoints stand behind {@link #ENDPOINT_GROUP}. */
  public static Network network() {
    return network(Optional.of(new SecurityGroupId(ENDPOINT_GROUP)));
  }

  /** An existing network, with or without a known group of interface endpoints. */
  public static Network network(Optional<SecurityGroupId> endpointGroup) {
    return new Network(
        "net",
        new ExistingNetwork(
            new VpcId(VPC),
            new PrivateSubnets(
                List.of(
                    subnet(SUBNETS.get(0), "us-east-1a"), subnet(SUBNETS.get(1), "us-east-1b"))),
            endpointGroup));
  }

  /** AWS's own keys. */
  public static EncryptionKeys keys() {
    return new EncryptionKeys("aws-keys", KeySettings.awsManaged());
  }

  /** A database in {@link #network()}. */
  public static Database database() {
    return database(network());
  }

  /** A database in {@code network}. */
  public static Database database(Network network) {
    return database(DatabaseSettings.builder().build(), network);
  }

  /** The database that {@code settings} ask for, in {@link #network()}. */
  public static Database database(DatabaseSettings settings) {
    return database(settings, network());
  }

  private static Database database(DatabaseSettings settings, Network network) {
    return new Database("db", settings, network, keys(), LOGS);
  }

  /** A proxy in front of {@link #database()}. */
  public static DatabaseProxy proxy() {
    return proxy(database());
  }

  /** A proxy in front of {@code database}. */
  public static DatabaseProxy proxy(Database database) {
    return proxy(ProxySettings.builder().build(), database);
  }

  /** The proxy that {@code settings} ask for, which lets the master user through. */
  public static DatabaseProxy proxy(ProxySettings settings, PostgresDatabase database) {
    return new DatabaseProxy("pool", settings, database, List.of(database.master()), LOGS);
  }

  /** A proxy in front of {@link #database()} that knows these two users. */
  public static DatabaseProxy proxy(
      ClientAuthentication authentication, String readWriteUser, String readOnlyUser) {
    var database = database();
    var users =
        new DatabaseUsers(
            "users",
            List.of(DatabaseUser.readWrite(readWriteUser), DatabaseUser.readOnly(readOnlyUser)),
            new SecretRecovery(30),
            database,
            keys());
    return new DatabaseProxy(
        "pool",
        ProxySettings.builder().authentication(authentication).build(),
        database,
        users.logins(),
        LOGS);
  }

  /** A cluster in {@link #network()}. */
  public static DatabaseCluster cluster(int readers) {
    return new DatabaseCluster(
        "db",
        DatabaseSettings.builder().topology(new Topology.AuroraCluster(readers)).build(),
        network(),
        keys(),
        LOGS);
  }

  private static PrivateSubnet subnet(String id, String zone) {
    return new PrivateSubnet(new SubnetId(id), new AvailabilityZone(zone));
  }
}
