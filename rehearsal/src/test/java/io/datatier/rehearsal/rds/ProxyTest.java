package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.cloudwatch.LogGroup;
import io.datatier.rehearsal.ec2.Subnet;
import io.datatier.rehearsal.ec2.Vpc;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  @Test
  void gives_a_proxy_what_rds_gives_it() {
    var proxy = ProxyNeeds.in(tier).proxy().create();
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
            "auths[0].authScheme: must be one of SECRETS, but is PASSWORD",
            "auths[0].iamAuth: is REQUIRED, so requireTls must be true",
            "auths[0].secretArn: is required with the auth scheme SECRETS",
            "auths[0].username: cannot be set with the auth scheme SECRETS: the secret names the"
                + " user",
            "engineFamily: must be one of MYSQL, POSTGRESQL, SQLSERVER, but is POSTGRES (did you mean POSTGRESQL?)",
            "idleClientTimeout: must be 1 to 28800 seconds, but is 30000",
            "name: must begin with a lower-case letter, have only lower-case letters, digits and"
                + " single hyphens, and not end with a hyphen, but is \"campaign--proxy\"",
            "requireTLS: is not a property of aws:rds/proxy:Proxy (did you mean requireTls?)",
            "roleArn: is required but not set",
            "vpcSubnetIds: must list at least two subnets, in different zones",
            "vpcSubnetIds[0]: must be an id such as subnet-0a1b2c3d4e5f60718, but is \"subnet-1\"");
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
    var all = ProxyNeeds.in(tier);
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
    var all = ProxyNeeds.in(tier);
    var vpc = all.tier().aws().account().all(Subnet.TYPE).findFirst().orElseThrow();
    var second =
        all.tier()
            .aws()
            .resource(Subnet.TYPE, "second")
            .with("vpcId", vpc.text("vpcId").orElseThrow())
            .with("cidrBlock", "10.0.9.0/24")
            .with("availabilityZone", "us-east-1a")
            .create();
    all.proxy()
        .with("vpcSubnetIds", List.of(all.subnets().get(0), second.id()))
        .expectRefusedAtPreview(
            "creating RDS DB Proxy (campaign-proxy): InvalidSubnet: RDS Proxy needs subnets in at"
                + " least two Availability Zones, but these are only in us-east-1a.");
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
    var all = ProxyNeeds.in(tier);
    all.proxy().create();
    all.proxy()
        .named("second")
        .expectRefused(
            "creating RDS DB Proxy (campaign-proxy): DBProxyAlreadyExistsFault: DB Proxy with name"
                + " campaign-proxy already exists.");
  }

  @Test
  void replaces_a_proxy_in_other_subnets_after_deleting_it() {
    var all = ProxyNeeds.in(tier);
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
  void leaves_out_a_zone_without_proxies_and_so_is_replaced_at_every_preview() {
    var all = ProxyNeeds.in(tier);
    var vpc = tier.aws().account().all(Vpc.TYPE).findFirst().orElseThrow().id();
    var without =
        tier.aws()
            .resource(Subnet.TYPE, "private-e")
            .with("vpcId", vpc)
            .with("cidrBlock", "10.0.4.0/24")
            .with("availabilityZone", "us-east-1e")
            .create();
    assertEquals("use1-az3", without.text("availabilityZoneId"));
    var served = all.subnets();
    var draft =
        all.proxy().with("vpcSubnetIds", List.of(served.get(0), served.get(1), without.id()));
    var proxy = draft.create();
    assertEquals(served, proxy.outputs().get("vpcSubnetIds"));
    proxy.expectReplacement(draft, "vpcSubnetIds");
    proxy.expectReplacement(all.proxy());
    all.proxy()
        .named("second")
        .with("name", "second")
        .with("vpcSubnetIds", List.of(served.get(0), without.id()))
        .expectRefused(
            "creating RDS DB Proxy (second): InvalidSubnet: RDS Proxy needs subnets in at least two"
                + " Availability Zones, but these are only in us-east-1a.");
  }

  @Test
  void keeps_the_client_password_type_until_something_else_changes_in_the_entry() {
    var all = ProxyNeeds.in(tier);
    var entry = DataTier.auth(DataTier.secretOf(all.database()));
    var md5 = with(entry, "clientPasswordAuthType", "POSTGRES_MD5");
    var scram = with(entry, "clientPasswordAuthType", "POSTGRES_SCRAM_SHA_256");
    var proxy = all.proxy().with("auths", List.of(md5)).create();
    proxy.expectUpdate(all.proxy().with("auths", List.of(scram)));
    proxy.expectUpdate(all.proxy().with("auths", List.of(entry)));
    var slower = all.proxy().with("auths", List.of(scram)).with("idleClientTimeout", 60);
    proxy.expectUpdate(slower, "idleClientTimeout");
    assertEquals(List.of(md5), proxy.update(slower).outputs().get("auths"));
    var described = with(scram, "description", "the application");
    var renewed = all.proxy().with("auths", List.of(described));
    proxy.expectUpdate(renewed, "auths[0].clientPasswordAuthType", "auths[0].description");
    assertEquals(List.of(described), proxy.update(renewed).outputs().get("auths"));
  }

  private static Map<String, Object> with(Map<String, Object> entry, String name, String value) {
    var changed = new TreeMap<>(entry);
    changed.put(name, value);
    return changed;
  }

  @Test
  void loses_a_renamed_proxy_until_it_is_imported() {
    var all = ProxyNeeds.in(tier);
    var proxy = all.proxy().create();
    proxy.expectUpdate(all.proxy().with("name", "other-proxy"), "name");
    var renamed = proxy.update(all.proxy().with("name", "other-proxy"));
    assertTrue(renamed.text("endpoint").startsWith("other-proxy.proxy-"));
    // The provider's id is the name, and an update cannot give the engine another id.
    assertEquals("", renamed.refresh().id());
  }

  @Test
  void makes_the_log_group_that_nobody_made_before() {
    var all = ProxyNeeds.in(tier);
    var proxy = all.proxy().create();
    proxy.delete();
    Stream.of(all.database(), all.policy(), all.role()).forEach(Live::delete);
    assertEquals(
        List.of("/aws/rds/proxy/campaign-proxy"),
        all.tier().aws().account().leftovers().stream()
            .filter(entity -> entity.type().equals(LogGroup.TYPE))
            .map(Entity::id)
            .toList());
  }

  @Test
  void is_one_of_twenty_at_most() {
    var all = ProxyNeeds.in(tier);
    for (int i = 0; i < 20; i++) {
      all.proxy().with("name", "proxy-" + i).create();
    }
    all.proxy()
        .expectRefused(
            "creating RDS DB Proxy (campaign-proxy): DBProxyQuotaExceededFault: DB proxy"
                + " quota exceeded: 20. Request an increase in Service Quotas.");
  }
}
