package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProxyTest {

  private final DataTier tier;

  ProxyTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  /** Everything that a proxy needs. */
  private record Surroundings(
      DataTier tier, List<String> subnets, Live database, Live role, Live policy) {

    Draft proxy() {
      return tier.proxy(subnets, role, DataTier.secretOf(database));
    }
  }

  private Surroundings surroundings() {
    var subnets = tier.subnets(tier.vpc().create());
    var database = tier.database(tier.subnetGroup(subnets).create()).create();
    var role = tier.role("rds.amazonaws.com").create();
    var policy = tier.reading(role, DataTier.secretOf(database)).create();
    return new Surroundings(tier, subnets, database, role, policy);
  }

  @Test
  void gives_a_proxy_what_rds_gives_it() {
    var proxy = surroundings().proxy().create();
    assertEquals("campaign-proxy", proxy.id());
    assertTrue(
        proxy.text("arn").matches("arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0[0-9a-f]{16}"));
    assertTrue(
        proxy
            .text("endpoint")
            .matches("campaign-proxy\\.proxy-[a-z0-9]{12}\\.us-east-1\\.rds\\.amazonaws\\.com"));
    assertEquals(1800.0, proxy.outputs().get("idleClientTimeout"));
    assertTrue(
        proxy.outputs().get("auths") instanceof List<?> auths
            && auths.get(0) instanceof Map<?, ?> auth
            && "POSTGRES_SCRAM_SHA_256".equals(auth.get("clientPasswordAuthType")));
    proxy.expectSteady();
  }

  @Test
  void reports_every_fault_at_once() {
    tier.proxyAlone()
        .with("name", "campaign--proxy")
        .with("engineFamily", "POSTGRES")
        .with("idleClientTimeout", 30000)
        .with("requireTLS", true)
        .without("requireTls")
        .without("roleArn")
        .with("vpcSubnetIds", List.of("subnet-1"))
        .with(
            "auths",
            List.of(Map.of("authScheme", "PASSWORD", "iamAuth", "REQUIRED", "username", "iadmin")))
        .expectFailures(
            "auths[0].authScheme: must be one of SECRETS, and is PASSWORD",
            "auths[0].iamAuth: is REQUIRED, and then requireTls must be true",
            "auths[0].secretArn: is required with the auth scheme SECRETS",
            "auths[0].username: cannot be set with the auth scheme SECRETS: the secret names the"
                + " user",
            "engineFamily: must be one of MYSQL, POSTGRESQL, SQLSERVER, and is POSTGRES; the"
                + " nearest is POSTGRESQL",
            "idleClientTimeout: must be 1 to 28800 seconds, and is 30000",
            "name: must begin with a lower-case letter, have only lower-case letters, digits and"
                + " single hyphens, and not end with a hyphen, and is \"campaign--proxy\"",
            "requireTLS: is not a property of aws:rds/proxy:Proxy; the nearest is requireTls",
            "roleArn: is required and is not set",
            "vpcSubnetIds: must name at least two subnets, in different zones",
            "vpcSubnetIds[0]: must be an id such as subnet-0a1b2c3d4e5f60718, and is \"subnet-1\"");
  }

  @Test
  void judges_later_what_is_not_known_yet() {
    tier.proxyAlone()
        .withUnknown("name")
        .withUnknown("roleArn")
        .withUnknown("auths")
        .withUnknown("requireTls")
        .withUnknown("vpcSubnetIds")
        .withUnknown("idleClientTimeout")
        .expectFailures();
  }

  @Test
  void refuses_a_role_that_rds_may_not_assume() {
    var all = surroundings();
    var wrong = all.tier().role("lambda.amazonaws.com").named("wrong").create();
    all.proxy()
        .with("roleArn", wrong.text("arn"))
        .expectRefusedAtPreview(
            "creating RDS DB Proxy (campaign-proxy): InvalidParameterValue: The role"
                + " arn:aws:iam::123456789012:role/wrong-0123456 cannot be assumed by"
                + " rds.amazonaws.com: its trust policy must allow sts:AssumeRole to that service.");
    all.proxy()
        .with("roleArn", "arn:aws:iam::123456789012:role/nobody")
        .expectRefusedAtPreview(
            "creating RDS DB Proxy (campaign-proxy): InvalidParameterValue: The role"
                + " arn:aws:iam::123456789012:role/nobody does not exist in this account.");
  }

  @Test
  void refuses_subnets_of_one_zone_and_secrets_that_are_not_there() {
    var all = surroundings();
    var vpc = all.tier().aws().account().all(Types.SUBNET).findFirst().orElseThrow();
    var second =
        all.tier()
            .aws()
            .resource(Types.SUBNET, "second")
            .with("vpcId", vpc.text("vpcId").orElseThrow())
            .with("cidrBlock", "10.0.9.0/24")
            .with("availabilityZone", "us-east-1a")
            .create();
    all.proxy()
        .with("vpcSubnetIds", List.of(all.subnets().get(0), second.id()))
        .expectRefusedAtPreview(
            "creating RDS DB Proxy (campaign-proxy): InvalidSubnet: RDS Proxy needs subnets in at"
                + " least two Availability Zones, and these are in us-east-1a only.");
    var secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:none-AbCdEf";
    all.proxy()
        .with("auths", List.of(DataTier.auth(secret)))
        .expectRefusedAtPreview(
            "creating RDS DB Proxy (campaign-proxy): InvalidParameterValue: The secret "
                + secret
                + " does not exist in this account and region.");
  }

  @Test
  void refuses_a_second_proxy_of_one_name() {
    var all = surroundings();
    all.proxy().create();
    all.proxy()
        .named("second")
        .expectRefused(
            "creating RDS DB Proxy (campaign-proxy): DBProxyAlreadyExistsFault: DB Proxy with name"
                + " campaign-proxy already exists.");
  }

  @Test
  void replaces_a_proxy_in_other_subnets_after_deleting_it() {
    var all = surroundings();
    var proxy = all.proxy().create();
    var elsewhere =
        all.proxy()
            .with("vpcSubnetIds", List.of("subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712"));
    proxy.expectReplacement(elsewhere, "vpcSubnetIds");
    assertTrue(proxy.goesFirst(elsewhere));
    proxy.expectUpdate(all.proxy().with("requireTls", false), "requireTls");
    proxy.expectUpdate(all.proxy().without("idleClientTimeout"));
    proxy.expectUpdate(
        all.proxy().with("vpcSubnetIds", List.of(all.subnets().get(1), all.subnets().get(0))));
  }

  @Test
  void loses_a_renamed_proxy_until_it_is_imported() {
    var all = surroundings();
    var proxy = all.proxy().create();
    proxy.expectUpdate(all.proxy().with("name", "other-proxy"), "name");
    var renamed = proxy.update(all.proxy().with("name", "other-proxy"));
    assertTrue(renamed.text("endpoint").startsWith("other-proxy.proxy-"));
    // The provider's id is the name, and an update cannot give the engine another id.
    assertEquals("", renamed.refresh().id());
  }

  @Test
  void makes_the_default_target_group_with_the_proxy() {
    var all = surroundings();
    all.tier()
        .pool()
        .expectRefused(
            "creating RDS DB Proxy Default Target Group: DBProxyNotFoundFault: DB Proxy with name"
                + " campaign-proxy doesn't exist.");
    var proxy = all.proxy().create();
    var pool = all.tier().pool().create();
    assertEquals("campaign-proxy", pool.id());
    assertEquals("default", pool.text("name"));
    assertEquals(
        Map.of(
            "connectionBorrowTimeout", 120.0,
            "initQuery", "",
            "maxConnectionsPercent", 100.0,
            "maxIdleConnectionsPercent", 50.0,
            "sessionPinningFilters", List.of()),
        pool.outputs().get("connectionPoolConfig"));
    pool.expectSteady();
    pool.expectUpdateRefused(
        tier.pool()
            .with(
                "connectionPoolConfig",
                Map.of("sessionPinningFilters", List.of("EXCLUDE_VARIABLE_SETS"))),
        "updating RDS DB Proxy Default Target Group: InvalidParameterValue: SessionPinningFilters"
            + " are supported for the MYSQL engine family only.");
    pool.delete();
    pool.expectSteady();
    proxy.delete();
    assertEquals("", pool.refresh().id());
  }

  @Test
  void judges_the_pool() {
    tier.pool()
        .with(
            "connectionPoolConfig",
            Map.of(
                "connectionBorrowTimeout", 301,
                "maxConnectionsPercent", 40,
                "maxIdleConnectionsPercent", 60,
                "sessionPinningFilters", List.of("EXCLUDE_ALL")))
        .expectFailures(
            "connectionPoolConfig.connectionBorrowTimeout: must be 0 to 300 seconds, and is 301",
            "connectionPoolConfig.maxIdleConnectionsPercent: must not be greater than"
                + " maxConnectionsPercent, which is 40, and is 60",
            "connectionPoolConfig.sessionPinningFilters[0]: must be one of EXCLUDE_VARIABLE_SETS,"
                + " and is EXCLUDE_ALL");
  }

  @Test
  void registers_a_target_of_four_parts() {
    var all = surroundings();
    all.proxy().create();
    var target = all.tier().target().create();
    assertEquals("campaign-proxy/default/RDS_INSTANCE/campaign-postgres", target.id());
    assertEquals(all.database().text("address"), target.text("endpoint"));
    assertEquals(5432.0, target.outputs().get("port"));
    assertEquals("RDS_INSTANCE", target.text("type"));
    target.expectSteady();
    target.expectReplacement(
        all.tier().target().with("dbInstanceIdentifier", "other"), "dbInstanceIdentifier");
  }

  @Test
  void refuses_targets_that_would_never_be_available() {
    var all = surroundings();
    all.tier()
        .target()
        .expectRefused(
            "creating RDS DB Proxy Target: DBProxyNotFoundFault: DB Proxy with name campaign-proxy"
                + " doesn't exist.");
    all.proxy().create();
    all.tier()
        .target()
        .with("dbInstanceIdentifier", "other")
        .expectRefused(
            "creating RDS DB Proxy Target: DBInstanceNotFound: DBInstance other not found.");
    all.policy().delete();
    all.tier()
        .target()
        .expectRefused(
            "creating RDS DB Proxy Target: AUTH_FAILURE: The target would never become AVAILABLE:"
                + " the role role-0123456 may not read the secret "
                + DataTier.secretOf(all.database())
                + ". Allow it secretsmanager:GetSecretValue there, and make that policy before the"
                + " target.");
  }

  @Test
  void takes_its_targets_with_it() {
    var all = surroundings();
    var proxy = all.proxy().create();
    var target = all.tier().target().create();
    proxy.delete();
    assertEquals("", target.refresh().id());
  }

  /** terraform-provider-aws#45738: the state of a program that did not look says all is well. */
  @Test
  void comes_back_under_its_own_name_without_target_and_pool_and_refresh_shows_it() {
    var all = surroundings();
    var proxy = all.proxy().create();
    var pool =
        tier.pool().with("connectionPoolConfig", Map.of("maxConnectionsPercent", 60)).create();
    var target = tier.target().create();
    proxy.delete();
    all.proxy().create();

    assertEquals("", target.refresh().id());
    var shown = pool.refresh();
    assertEquals("campaign-proxy", shown.id());
    assertEquals(
        Map.of("maxConnectionsPercent", 100.0),
        shown.inputs().get("connectionPoolConfig") instanceof Map<?, ?> inputs
            ? Map.of("maxConnectionsPercent", inputs.get("maxConnectionsPercent"))
            : Map.of());
    // What the program then does: the target is made again, and the pool is put right.
    tier.target().create().expectSteady();
  }

  @Test
  void makes_the_log_group_that_nobody_made_before() {
    var all = surroundings();
    var proxy = all.proxy().create();
    proxy.delete();
    Stream.of(all.database(), all.policy(), all.role()).forEach(Live::delete);
    assertEquals(
        List.of("/aws/rds/proxy/campaign-proxy"),
        all.tier().aws().account().leftovers().stream()
            .filter(entity -> entity.type().equals(Types.LOG_GROUP))
            .map(Entity::id)
            .toList());
  }

  private static final String USER = "{\"username\":\"app\",\"password\":\"long-enough\"}";

  /** Expects the target to be refused because a proxy could not log in with a secret. */
  private void expectAuthFailure(Surroundings all, Live secret, String reason) {
    var draft =
        all.proxy()
            .with(
                "auths",
                List.of(
                    DataTier.auth(DataTier.secretOf(all.database())),
                    Map.of(
                        "authScheme", "SECRETS", "iamAuth", "REQUIRED", "secretArn", secret.id())));
    var proxy = draft.create();
    all.tier()
        .target()
        .expectRefused(
            "creating RDS DB Proxy Target: AUTH_FAILURE: The target would never become AVAILABLE: "
                + reason);
    proxy.delete();
  }

  @Test
  void logs_in_with_every_one_of_its_secrets_or_has_no_target() {
    var all = surroundings();
    var key = tier.key().create();
    var secret = tier.secret().with("kmsKeyId", key.text("arn")).create();
    tier.version(secret, "{\"user\":\"app\"}").create();
    expectAuthFailure(
        all,
        secret,
        "the secret %s must be a JSON object with username and password.".formatted(secret.id()));
    tier.version(secret, USER).create();
    expectAuthFailure(
        all,
        secret,
        "the role role-0123456 may not read the secret %s. Allow it secretsmanager:GetSecretValue there, and make that policy before the target."
            .formatted(secret.id()));
    tier.reading(all.role(), secret.id()).with("name", "second").create();
    expectAuthFailure(
        all,
        secret,
        "the role role-0123456 may not decrypt the secret %s. Allow it kms:Decrypt on %s, in its policy and in the key's, before the target."
            .formatted(secret.id(), key.text("arn")));
    tier.aws()
        .resource(Types.ROLE_POLICY, "decrypt")
        .with("role", all.role().id())
        .with(
            "policy",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\",\"Resource\":\""
                + key.text("arn")
                + "\"}}")
        .create();
    var auths =
        List.of(DataTier.auth(DataTier.secretOf(all.database())), DataTier.auth(secret.id()));
    var proxy = all.proxy().with("auths", auths).create();
    proxy.expectSteady();
    tier.target().create().expectSteady();
  }

  private Live proxyOfCluster() {
    var subnets = tier.subnets(tier.vpc().create());
    var cluster = tier.cluster(tier.subnetGroup(subnets).create()).create();
    var role = tier.role("rds.amazonaws.com").create();
    tier.reading(role, DataTier.secretOf(cluster)).create();
    return tier.proxy(subnets, role, DataTier.secretOf(cluster)).create();
  }

  private Draft endpoint(Live proxy) {
    return tier.aws()
        .resource(Types.PROXY_ENDPOINT, "readers")
        .with("dbProxyName", proxy.id())
        .with("dbProxyEndpointName", "campaign-readers")
        .with("targetRole", "READ_ONLY")
        .with("vpcSubnetIds", proxy.outputs().getOrDefault("vpcSubnetIds", ""));
  }

  @Test
  void tracks_a_cluster_that_has_a_writer() {
    var proxy = proxyOfCluster();
    var target =
        tier.target()
            .without("dbInstanceIdentifier")
            .with("dbClusterIdentifier", "campaign-cluster");
    target.expectRefused(
        "creating RDS DB Proxy Target: InvalidDBClusterStateFault: DBCluster campaign-cluster has"
            + " no instances, so that a proxy has nothing to connect to: make its writer before the"
            + " target.");
    tier.clusterInstance("writer").create();
    var live = target.create();
    assertEquals("campaign-proxy/default/TRACKED_CLUSTER/campaign-cluster", live.id());
    assertEquals(List.of("TRACKED_CLUSTER", ""), List.of(live.text("type"), live.text("endpoint")));
    live.expectSteady();
    var endpoint = endpoint(proxy).create();
    assertEquals("campaign-proxy/campaign-readers", endpoint.id());
    assertTrue(
        endpoint
            .text("endpoint")
            .matches(
                "campaign-readers\\.endpoint\\.proxy-[a-z0-9]{12}\\.us-east-1\\.rds\\.amazonaws\\.com"));
    endpoint.expectSteady();
    endpoint.expectReplacement(endpoint(proxy).with("targetRole", "READ_WRITE"), "targetRole");
    proxy.delete();
    assertEquals("", endpoint.refresh().id());
  }

  @Test
  void has_no_read_only_endpoint_for_an_instance() {
    var all = surroundings();
    var proxy = all.proxy().create();
    var readers = endpoint(proxy).create();
    tier.target()
        .expectRefused(
            "creating RDS DB Proxy Target: InvalidParameterValue: The endpoint campaign-readers is"
                + " READ_ONLY, and the proxy's target is a DB instance, which has no readers:"
                + " read-only endpoints are for Aurora clusters.");
    readers.delete();
    tier.target().create();
    endpoint(proxy)
        .expectRefused(
            "creating RDS DB Proxy Endpoint: InvalidParameterValue: The endpoint campaign-readers"
                + " is READ_ONLY, and the proxy's target is a DB instance, which has no readers:"
                + " read-only endpoints are for Aurora clusters.");
    endpoint(proxy).with("targetRole", "READ_WRITE").create();
  }

  @Test
  void takes_no_replica_for_its_target() {
    var all = surroundings();
    all.proxy().create();
    tier.aws()
        .resource(Types.INSTANCE, "replica")
        .with("identifier", "campaign-replica")
        .with("instanceClass", "db.t4g.micro")
        .with("replicateSourceDb", "campaign-postgres")
        .with("skipFinalSnapshot", true)
        .create()
        .expectSteady();
    tier.target()
        .with("dbInstanceIdentifier", "campaign-replica")
        .expectRefused(
            "creating RDS DB Proxy Target: InvalidDBInstanceState: The instance campaign-replica is"
                + " a read replica, and a proxy connects to the writer only.");
  }

  @Test
  void is_one_of_twenty_at_most() {
    var all = surroundings();
    for (int i = 0; i < 20; i++) {
      all.proxy().with("name", "proxy-" + i).create();
    }
    all.proxy()
        .expectRefused(
            "creating RDS DB Proxy (campaign-proxy): DBProxyQuotaExceededFault: DB proxy"
                + " quota exceeded: 20. More can be asked for in Service Quotas.");
  }

  @Test
  void waits_for_secrets_that_get_their_values_later() {
    var all = surroundings();
    var secret = tier.secret().create();
    tier.reading(all.role(), secret.id()).with("name", "second").create();
    all.proxy()
        .with(
            "auths",
            List.of(DataTier.auth(DataTier.secretOf(all.database())), DataTier.auth(secret.id())))
        .create();
    tier.target().create().expectSteady();
    assertEquals(
        List.of(
            "The proxy campaign-proxy cannot log in with the secret "
                + secret.id()
                + " until that has a value; if no secret has one, its target is in AUTH_FAILURE."),
        tier.aws().notes());
  }
}
