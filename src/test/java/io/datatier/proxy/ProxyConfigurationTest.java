package io.datatier.proxy;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.database.DatabaseName;
import io.datatier.network.SecurityGroupId;
import io.datatier.values.Percent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProxyConfigurationTest {

  private static final String EXISTING =
      """
      {existing: {endpoint: orders.proxy-abc123.us-east-1.rds.amazonaws.com,
        readOnlyEndpoint: orders-ro.endpoint.proxy-abc123.us-east-1.rds.amazonaws.com,
        arn: 'arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d',
        securityGroup: sg-0a1b2c3d, authentication: iam,
        users: [{name: dialer, secret: '%1$s'},
                {name: reporter, secret: '%1$s',
                 secretKey: 'arn:aws:kms:us-east-1:123456789012:key/1'}]}}
      """
          .formatted("arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf");
  private static final String MADE =
      " is for a new proxy, but datatier:proxy.existing names an existing one; remove one or the"
          + " other";

  @Test
  void reads_a_proxy_that_exists_before_a_database_of_which_it_needs_the_name() {
    var settings =
        LEAST
            .with("database", "{databaseName: orders}")
            .with("proxy", EXISTING)
            .with(
                "functions",
                """
                [{name: reporter, artifact: samples/function, user: reporter, readOnly: true}]
                """)
            .settings();
    var proxy = settings.proxy().existing().orElseThrow();
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
            proxy.endpoint(),
            proxy.readOnlyEndpoint(),
            proxy.arn(),
            proxy.securityGroup(),
            proxy.authentication(),
            settings.database().databaseName(),
            proxy.usernames(settings.database(), settings.users())));
  }

  @Test
  void refuses_texts_that_are_longer_than_anything_lawful() {
    var endpoint = "a" + "-a".repeat(100_000) + ".proxy-abc123.us-east-1.rds.amazonaws.com";
    var proxy = EXISTING.replace("orders.proxy-abc123.us-east-1.rds.amazonaws.com", endpoint);
    assertEquals(
        List.of(
            "datatier:proxy.existing.endpoint is \"a"
                + "-a".repeat(59)
                + "…, but must be the host of a proxy: <name>.proxy-<id>.<region>.rds.amazonaws.com"),
        LEAST.with("proxy", proxy).complaints());
  }

  @Test
  void refuses_what_an_existing_proxy_cannot_have() {
    assertEquals(
        List.of(
            "datatier:proxy.existing.endpoint is \"orders.abc123.us-east-1.rds.amazonaws.com\", but"
                + " must be the host of a proxy: <name>.proxy-<id>.<region>.rds.amazonaws.com",
            "datatier:proxy.existing.arn is"
                + " \"arn:aws:rds:us-east-1:123456789012:db-proxy:orders\", but must be the ARN of"
                + " a proxy: arn:aws:rds:<region>:<account>:db-proxy:prx-<id>",
            "datatier:proxy.existing.securityGroup is \"orders\", but must be a security group id:"
                + " sg- and 8 or 17 hexadecimal digits",
            "datatier:proxy.existing.authentication is \"password\", but must be secret or iam",
            "datatier:proxy.existing.users[0].name is \"the app\", but must be 1 to 63 letters, digits"
                + " and _ . $ @ + - and start with a letter, a digit or an underscore",
            "datatier:proxy.existing.users[0].secret is missing: the ARN of the secret with its"
                + " password"),
        LEAST
            .with(
                "proxy",
                """
                {existing: {endpoint: orders.abc123.us-east-1.rds.amazonaws.com,
                            arn: arn:aws:rds:us-east-1:123456789012:db-proxy:orders,
                            securityGroup: orders, authentication: password,
                            users: [{name: the app}]}}
                """)
            .complaints());
  }

  @Test
  void refuses_an_existing_proxy_without_users() {
    assertEquals(
        List.of(
            "datatier:proxy.existing.users is invalid: \"0\" must be 1 to 200 users of a proxy"),
        LEAST
            .with(
                "proxy",
                """
                {existing: {endpoint: orders.proxy-abc123.us-east-1.rds.amazonaws.com,
                            arn: arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0a1b2c3d,
                            securityGroup: sg-0a1b2c3d, users: []}}
                """)
            .complaints());
  }

  @Test
  void refuses_times_and_shares_out_of_bounds() {
    assertEquals(
        List.of(
            "datatier:proxy.idleClientTimeout is \"9h\", but must be 1s to 8h",
            "datatier:proxy.pool.maxConnectionsPercent is 140, but must be 0 to 100 %",
            "datatier:proxy.pool.maxIdleConnectionsPercent is -1, but must be 0 to 100 %",
            "datatier:proxy.pool.borrowTimeout is \"10m\", but must be 0s to 5m"),
        LEAST
            .with(
                "proxy",
                """
                {idleClientTimeout: 9h, pool: {maxConnectionsPercent: 140,
                 maxIdleConnectionsPercent: -1, borrowTimeout: 10m}}
                """)
            .complaints());
  }

  @Test
  void refuses_more_idle_connections_than_connections() {
    assertEquals(
        List.of(
            "datatier:proxy.pool.maxIdleConnectionsPercent is 41, but must not exceed the maximum"
                + " of connections, 40 %"),
        LEAST
            .with("proxy", "{pool: {maxConnectionsPercent: 40, maxIdleConnectionsPercent: 41}}")
            .complaints());
  }

  @Test
  void keeps_half_of_the_connections_when_idle() {
    var settings = LEAST.with("proxy", "{pool: {maxConnectionsPercent: 45}}").settings();
    assertEquals(new Percent(22), settings.proxy().created().orElseThrow().pool().idle());
  }

  @Test
  void refuses_a_successor_with_the_suffix_of_the_first() {
    assertEquals(
        List.of(
            "datatier:proxy.successor is \"b\", but must differ from suffix, which the first proxy"
                + " has"),
        LEAST.with("proxy", "{suffix: b, successor: b}").complaints());
  }

  @Test
  void refuses_a_duration_without_a_unit() {
    assertEquals(
        List.of(
            "datatier:proxy.pool.borrowTimeout is 120, but must be a duration such as 90s, 30m or"
                + " 1h"),
        LEAST.with("proxy", "{pool: {borrowTimeout: 120}}").complaints());
  }

  @Test
  void refuses_iam_without_users_for_the_tokens() {
    assertEquals(
        List.of(
            "datatier:proxy.authentication is \"iam\", but must be secret unless"
                + " datatier:users lists users for the tokens, such as [{name: app}]"),
        LEAST.with("proxy", "{authentication: iam}").complaints());
  }

  @Test
  void refuses_a_read_only_endpoint_before_a_database_without_readers() {
    assertEquals(
        List.of(
            "datatier:proxy.readOnlyEndpoint is true, but must be false unless the database is"
                + " an Aurora cluster with readers: give datatier:database the engine"
                + " aurora-postgresql and at least 1 of readers, or existing.hasReaders"),
        LEAST.with("proxy", "{readOnlyEndpoint: true}").complaints());
  }

  @Test
  void refuses_what_is_to_be_made_beside_a_proxy_that_exists() {
    assertEquals(
        List.of(
            "datatier:database.storageGib is for a database behind a new proxy, but"
                + " datatier:proxy.existing names an existing one; remove one or the other",
            "datatier:database.existing is for a database behind a new proxy, but"
                + " datatier:proxy.existing names an existing one; remove one or the other",
            "datatier:users" + MADE,
            "datatier:secretRecoveryDays" + MADE,
            "datatier:proxy.pool is for a new proxy, but existing names an existing one; remove one"
                + " or the other",
            "datatier:alarms" + MADE),
        LEAST
            .with("database", "{storageGib: 20, existing: {}}")
            .with("users", "[{name: app}]")
            .with("secretRecoveryDays", "7")
            .with("alarms", "{}")
            .with("proxy", EXISTING.replace("{existing", "{pool: {}, existing"))
            .complaints());
  }
}
