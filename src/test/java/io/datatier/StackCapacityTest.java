package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.capacity.CapacitySettings;
import io.datatier.capacity.Client;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.capacity.Demand;
import io.datatier.capacity.ProxyPool;
import io.datatier.capacity.Tier;
import io.datatier.database.DatabaseKind;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseSource;
import io.datatier.database.ExistingDatabaseSettings;
import io.datatier.database.MasterUsername;
import io.datatier.database.SecretArn;
import io.datatier.database.Topology;
import io.datatier.network.SecurityGroupId;
import io.datatier.values.Percent;
import io.datatier.values.RdsName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StackCapacityTest {

  private static final CapacitySettings DEFAULTS = CapacitySettings.builder().build();

  @Test
  void plans_everything_that_the_configuration_says() {
    assertEquals(
        new Tier(
            "eu-west-1",
            DatabaseTarget.instance("db.m7g.large", false, 200),
            new ProxyPool(new Percent(90), new Percent(20), Duration.ofSeconds(30)),
            new Demand(
                List.of(
                    Client.function("dialer-dev")
                        .connections(100)
                        .timeout(Duration.ofMinutes(5))
                        .build(),
                    Client.function("reporter-dev").timeout(Duration.ofSeconds(150)).build())),
            6),
        tier(
            Map.of(
                "aws:region", "eu-west-1",
                "datatier:network", "{\"zones\": [\"eu-west-1a\", \"eu-west-1b\", \"eu-west-1c\"]}",
                "datatier:database",
                    "{\"instanceClass\": \"db.m7g.large\", \"storageGib\": 200, \"multiAz\": false}",
                "datatier:proxy",
                    """
                    {"pool": {"maxConnectionsPercent": 90, "maxIdleConnectionsPercent": 20,
                              "borrowTimeout": "30s"}}
                    """,
                "datatier:functions",
                    """
                    [{"name": "dialer", "artifact": "samples/function", "timeout": "5m",
                      "reservedConcurrency": 100},
                     {"name": "reporter", "artifact": "samples/function"}]
                    """)));
  }

  @Test
  void pays_for_no_endpoints_in_a_network_that_exists() {
    assertEquals(
        new Tier(
            "us-east-1",
            DatabaseTarget.instance("db.t4g.small", true, 20),
            new ProxyPool(new Percent(100), new Percent(50), Duration.ofMinutes(2)),
            new Demand(List.of()),
            0),
        tier(
            Map.of(
                "aws:region", "us-east-1",
                "datatier:network",
                    """
                    {"vpcId": "vpc-0a1b2c3d", "privateSubnets": [
                      {"id": "subnet-0a1b2c3d", "zone": "us-east-1a"},
                      {"id": "subnet-0a1b2c3e", "zone": "us-east-1b"}]}
                    """)));
  }

  @Test
  void plans_a_cluster_and_what_its_parameter_group_sets() {
    var cluster =
        DatabaseSettings.builder()
            .topology(new Topology.AuroraCluster(1))
            .maxConnections(300)
            .build();
    assertEquals(
        Optional.of(DatabaseTarget.cluster("db.t4g.medium").withMaxConnections(300)),
        StackCapacity.plan(with(cluster), DEFAULTS).map(plan -> plan.tier().database()));
  }

  @Test
  void knows_an_existing_database_by_its_name_only() {
    var existing =
        new ExistingDatabaseSettings(
            DatabaseKind.INSTANCE,
            new RdsName("orders"),
            false,
            new SecurityGroupId("sg-0a1b2c3d"),
            new DatabaseName("orders"),
            new MasterUsername("owner"),
            new SecretArn("arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf"),
            Optional.empty());
    assertEquals(
        Optional.of(DatabaseTarget.existing("orders")),
        StackCapacity.plan(with(existing), DEFAULTS).map(plan -> plan.tier().database()));
  }

  private static StackSettings with(DatabaseSource database) {
    var settings =
        StackSettings.of(
            "datatier",
            "dev",
            Map.of("datatier:network", "{\"zones\": [\"us-east-1a\", \"us-east-1b\"]}"),
            Set.of());
    var tier = (TierSettings.Made) settings.tier();
    return new StackSettings(
        settings.name(),
        settings.stack(),
        settings.network(),
        settings.keys(),
        new TierSettings.Made(database, tier.users(), tier.proxy(), tier.alarms()),
        settings.functions());
  }

  private static Tier tier(Map<String, String> config) {
    var settings = StackSettings.of("datatier", "dev", config, Set.of());
    return StackCapacity.plan(settings, DEFAULTS).orElseThrow().tier();
  }
}
