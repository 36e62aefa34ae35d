package io.datatier;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.capacity.Client;
import io.datatier.capacity.ConnectionPool;
import io.datatier.capacity.DatabaseTarget;
import io.datatier.capacity.Demand;
import io.datatier.capacity.FixedCosts;
import io.datatier.capacity.Load;
import io.datatier.capacity.Tier;
import io.datatier.observability.AlarmSettings;
import io.datatier.values.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class StackCapacityTest {

  @Test
  void plans_everything_that_the_configuration_says() {
    assertEquals(
        new Tier(
            "eu-west-1",
            DatabaseTarget.instance("db.m7g.large", false, 200),
            new ConnectionPool(
                new Percent(90), Optional.of(new Percent(20)), Duration.ofSeconds(30)),
            new Demand(
                List.of(
                    Client.function("dialer-dev")
                        .connections(100)
                        .timeout(Duration.ofMinutes(5))
                        .load(new Load(OptionalDouble.of(2.5), Optional.of(Duration.ofMillis(20))))
                        .build(),
                    Client.function("reporter-dev").timeout(Duration.ofSeconds(150)).build(),
                    Client.workers("validators-dev", 3, 20)
                        .load(new Load(OptionalDouble.of(7), Optional.empty()))
                        .build())),
            3,
            1,
            new FixedCosts(0, 1, 3, 10)),
        tier(
            new StackFile(
                """
                config:
                  aws:region: eu-west-1
                  datatier:network: { zones: [eu-west-1a, eu-west-1b, eu-west-1c] }
                  datatier:database:
                    { instanceClass: db.m7g.large, storageGib: 200, multiAz: false }
                  datatier:proxy:
                    pool:
                      maxConnectionsPercent: 90
                      maxIdleConnectionsPercent: 20
                      borrowTimeout: 30s
                  datatier:functions:
                    - name: dialer
                      artifact: samples/function
                      timeout: 5m
                      reservedConcurrency: 100
                      requestsPerSecond: 2.5
                      databaseTime: 20ms
                    - { name: reporter, artifact: samples/function }
                  datatier:workers:
                    - name: validators
                      ami: ami-0a1b2c3d
                      instanceType: t4g.small
                      size: { most: 3 }
                      connectionsPerWorker: 20
                      requestsPerSecond: 7
                """)));
  }

  @Test
  void alarms_at_the_most_connections_where_the_clients_may_hold_more() {
    var file =
        LEAST.with(
            "functions",
            """
            [{name: a, artifact: samples/function, reservedConcurrency: 999999999},
             {name: b, artifact: samples/function, reservedConcurrency: 999999999},
             {name: c, artifact: samples/function, reservedConcurrency: 999999999}]
            """);

    assertEquals(OptionalInt.of(1_000_000), alarms(file).clientConnections());
  }

  @Test
  void pays_for_no_endpoints_in_a_network_that_exists() {
    assertEquals(
        new Tier(
            "us-east-1",
            DatabaseTarget.instance("db.t4g.small", true, 20),
            new ConnectionPool(new Percent(90), Optional.empty(), Duration.ofMinutes(2)),
            new Demand(List.of()),
            0,
            1,
            new FixedCosts(0, 1, 4, 10)),
        tier(
            LEAST.with(
                "network",
                """
                {vpcId: vpc-0a1b2c3d, privateSubnets: [
                  {id: subnet-0a1b2c3d, zone: us-east-1a},
                  {id: subnet-0a1b2c3e, zone: us-east-1b}]}
                """)));
  }

  @Test
  void plans_a_cluster_and_what_its_parameter_group_sets() {
    assertEquals(
        DatabaseTarget.cluster("db.t4g.medium").withMaxConnections(300),
        tier(LEAST.with("database", "{engine: aurora-postgresql, maxConnections: 300}"))
            .database());
  }

  @Test
  void knows_an_existing_database_by_its_name_only() {
    assertEquals(
        DatabaseTarget.existing("orders"),
        tier(LEAST.with(
                "database",
                """
                {existing: {kind: instance, identifier: orders, securityGroup: sg-0a1b2c3d,
                  databaseName: orders, masterUsername: owner, masterSecret:
                    'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf'}}
                """))
            .database());
  }

  @Test
  void plans_nothing_behind_a_proxy_that_exists() {
    var file =
        LEAST.with(
            "proxy",
            """
            {existing: {endpoint: orders.proxy-abc123.us-east-1.rds.amazonaws.com,
              arn: 'arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d4e5f60718',
              securityGroup: sg-0a1b2c3d, users: [{name: owner, secret:
                'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf'}]}}
            """);
    assertEquals(Optional.empty(), file.settings().plan());
  }

  @Test
  void sets_the_thresholds_of_the_alarms_that_name_none() {
    assertEquals(
        AlarmSettings.builder().clientConnections(100).databaseConnections(138).build(),
        alarms(
            LEAST
                .with("database", "{maxConnections: 200}")
                .with(
                    "functions",
                    "[{name: dialer, artifact: samples/function, reservedConcurrency: 100}]")));
  }

  private static Tier tier(StackFile file) {
    return file.settings().plan().orElseThrow().tier();
  }

  private static AlarmSettings alarms(StackFile file) {
    var settings = file.settings();
    return settings.alarms().planned(settings.plan().orElseThrow());
  }
}
