package io.datatier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.capacity.Client;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.capacity.Demand;
import io.datatier.capacity.ProxyPool;
import io.datatier.capacity.Tier;
import io.datatier.observability.AlarmSettings;
import io.datatier.values.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StackCapacityTest {

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
                        .requestsPerSecond(2.5)
                        .databaseTime(Duration.ofMillis(20))
                        .build(),
                    Client.function("reporter-dev").timeout(Duration.ofSeconds(150)).build(),
                    Client.workers("validators-dev", 3, 20).requestsPerSecond(7).build())),
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
                      "reservedConcurrency": 100, "requestsPerSecond": 2.5,
                      "databaseTime": "20ms"},
                     {"name": "reporter", "artifact": "samples/function"}]
                    """,
                "datatier:workers",
                    """
                    [{"name": "validators", "ami": "ami-0a1b2c3d", "instanceType": "t4g.small",
                      "size": {"most": 3}, "connectionsPerWorker": 20, "requestsPerSecond": 7}]
                    """)));
  }

  @Test
  void alarms_at_the_most_connections_where_the_clients_may_hold_more() {
    var settings =
        StackSettings.of(
            "datatier",
            "dev",
            Map.of(
                "datatier:network",
                "{\"zones\": [\"us-east-1a\", \"us-east-1b\"]}",
                "datatier:functions",
                """
                [{"name": "a", "artifact": "samples/function", "reservedConcurrency": 999999999},
                 {"name": "b", "artifact": "samples/function", "reservedConcurrency": 999999999},
                 {"name": "c", "artifact": "samples/function", "reservedConcurrency": 999999999}]
                """),
            Set.of());

    assertEquals(
        OptionalInt.of(AlarmSettings.MOST_CONNECTIONS),
        StackCapacity.alarms(settings, (TierSettings.Made) settings.tier()).clientConnections());
  }

  @Test
  void pays_for_no_endpoints_in_a_network_that_exists() {
    assertEquals(
        new Tier(
            "us-east-1",
            DatabaseTarget.instance("db.t4g.small", true, 20),
            new ProxyPool(new Percent(90), new Percent(50), Duration.ofMinutes(2)),
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
    assertEquals(
        DatabaseTarget.cluster("db.t4g.medium").withMaxConnections(300),
        tier(with(
                "datatier:database",
                "{\"engine\": \"aurora-postgresql\", \"maxConnections\": 300}"))
            .database());
  }

  @Test
  void knows_an_existing_database_by_its_name_only() {
    assertEquals(
        DatabaseTarget.existing("orders"),
        tier(with(
                "datatier:database",
                """
                    {"existing": {"kind": "instance", "identifier": "orders",
                      "securityGroup": "sg-0a1b2c3d", "databaseName": "orders",
                      "masterUsername": "owner", "masterSecret":
                        "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf"}}
                    """))
            .database());
  }

  @Test
  void plans_nothing_behind_a_proxy_that_exists() {
    var settings =
        settings(
            with(
                "datatier:proxy",
                """
                {"existing": {"endpoint": "orders.proxy-abc123.us-east-1.rds.amazonaws.com",
                  "arn": "arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d4e5f60718",
                  "securityGroup": "sg-0a1b2c3d", "users": [{"name": "owner", "secret":
                    "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf"}]}}
                """));
    assertEquals(Optional.empty(), StackCapacity.plan(settings));
  }

  private static Map<String, String> with(String key, String value) {
    return Map.of(
        "aws:region",
        "us-east-1",
        "datatier:network",
        "{\"zones\": [\"us-east-1a\", \"us-east-1b\"]}",
        key,
        value);
  }

  private static Tier tier(Map<String, String> config) {
    return StackCapacity.plan(settings(config)).orElseThrow().tier();
  }

  @Test
  void sets_the_thresholds_of_the_alarms_that_name_none() {
    var settings =
        StackSettings.of(
            "datatier",
            "dev",
            Map.of(
                "datatier:network", "{\"zones\": [\"us-east-1a\", \"us-east-1b\"]}",
                "datatier:database", "{\"maxConnections\": 200}",
                "datatier:functions",
                    """
                    [{"name": "dialer", "artifact": "samples/function", "reservedConcurrency": 100}]
                    """),
            Set.of());
    assertEquals(
        AlarmSettings.builder().clientConnections(100).databaseConnections(138).build(),
        StackCapacity.alarms(settings, (TierSettings.Made) settings.tier()));
  }

  private static StackSettings settings(Map<String, String> config) {
    return StackSettings.of("datatier", "dev", config, Set.of());
  }
}
