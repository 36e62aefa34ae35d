package io.datatier.rehearsal.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.iam.RolePolicy;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.secretsmanager.SecretPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a proxy could log in with its secrets. */
final class ProxyCredentialsTest {

  private final DataTier tier;

  ProxyCredentialsTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private static final String USER = "{\"username\":\"app\",\"password\":\"long-enough\"}";

  /** Expects the target to be refused because a proxy could not log in with a secret. */
  private void expectAuthFailure(ProxyNeeds all, Live secret, String reason) {
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
  void refuses_targets_that_would_never_be_available() {
    var all = ProxyNeeds.in(tier);
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
                + " the role role-0123456 cannot read the secret "
                + DataTier.secretOf(all.database())
                + ". Allow secretsmanager:GetSecretValue on it, and create that policy before the target.");
  }

  @Test
  void logs_in_with_every_one_of_its_secrets_or_has_no_target() {
    var all = ProxyNeeds.in(tier);
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
        "the role role-0123456 cannot read the secret %s. Allow secretsmanager:GetSecretValue on it, and create that policy before the target."
            .formatted(secret.id()));
    tier.reading(all.role(), secret.id()).with("name", "second").create();
    expectAuthFailure(
        all,
        secret,
        "the role role-0123456 cannot decrypt the secret %s. Allow kms:Decrypt on %s in both the role's policy and the key's, and create them before the target."
            .formatted(secret.id(), key.text("arn")));
    tier.aws()
        .resource(RolePolicy.TYPE, "decrypt")
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

  @Test
  void waits_for_secrets_that_get_their_values_later() {
    var all = ProxyNeeds.in(tier);
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
                + " until the secret has a value. If none of its secrets has one, the target reports AUTH_FAILURE."),
        tier.aws().notes());
  }

  /** A secret with a key of its own, of which the proxy's role may read the value. */
  private Live ownKeySecret(ProxyNeeds all, Live key) {
    var secret = tier.secret().with("kmsKeyId", key.text("arn")).create();
    tier.version(secret, USER).create();
    tier.reading(all.role(), secret.id()).with("name", "second").create();
    return secret;
  }

  private Draft decrypting(Live role, Live key, String condition) {
    return tier.aws()
        .resource(RolePolicy.TYPE, "decrypt")
        .with("role", role.id())
        .with(
            "policy",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\",\"Resource\":\"%s\",\"Condition\":%s}}"
                .formatted(key.text("arn"), condition));
  }

  @Test
  void decrypts_by_way_of_secrets_manager_only() {
    var all = ProxyNeeds.in(tier);
    var key = tier.key().create();
    var secret = ownKeySecret(all, key);
    var through = "{\"StringEquals\":{\"kms:ViaService\":\"%s.us-east-1.amazonaws.com\"}}";
    var misspelt = decrypting(all.role(), key, through.formatted("secretmanager")).create();
    expectAuthFailure(
        all,
        secret,
        "the role role-0123456 cannot decrypt the secret %s. Allow kms:Decrypt on %s in both the role's policy and the key's, and create them before the target."
            .formatted(secret.id(), key.text("arn")));
    misspelt.update(decrypting(all.role(), key, through.formatted("secretsmanager")));
    all.proxy().with("auths", List.of(DataTier.auth(secret.id()))).create();
    tier.target().create().expectSteady();
  }

  @Test
  void decrypts_where_the_key_itself_lets_its_role() {
    var all = ProxyNeeds.in(tier);
    var statement =
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"%s\",\"Resource\":\"*\"}";
    var key =
        tier.key()
            .with(
                "policy",
                "{\"Statement\":[%s,%s]}"
                    .formatted(
                        statement.formatted("123456789012", "kms:Put*"),
                        statement.formatted(all.role().text("arn"), "kms:Decrypt")))
            .create();
    var secret = ownKeySecret(all, key);
    all.proxy().with("auths", List.of(DataTier.auth(secret.id()))).create();
    tier.target().create().expectSteady();
  }

  @Test
  void reads_what_the_secrets_own_policy_lets_it_and_nothing_that_it_denies() {
    var all = ProxyNeeds.in(tier);
    var secret = tier.secret().create();
    tier.version(secret, USER).create();
    var policy = tier.aws().resource(SecretPolicy.TYPE, "readers").with("secretArn", secret.id());
    var statement =
        "{\"Statement\":{\"Effect\":\"%s\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}}";
    var its = policy.with("policy", statement.formatted("Allow", all.role().text("arn"))).create();
    var proxy = all.proxy().with("auths", List.of(DataTier.auth(secret.id()))).create();
    tier.target().create().delete();
    proxy.delete();
    tier.reading(all.role(), secret.id()).with("name", "second").create();
    its.update(policy.with("policy", statement.formatted("Deny", "*")));
    expectAuthFailure(
        all,
        secret,
        "the role role-0123456 cannot read the secret %s. Allow secretsmanager:GetSecretValue on it, and create that policy before the target."
            .formatted(secret.id()));
  }

  @Test
  void reads_secrets_with_the_tags_that_its_role_is_let() {
    var all = ProxyNeeds.in(tier);
    var secret = tier.secret().with("tags", Map.of("team", "shop")).create();
    tier.version(secret, USER).create();
    var reading = tier.aws().resource(RolePolicy.TYPE, "by-tag").with("role", all.role().id());
    var statement =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\","
            + "\"Condition\":{\"StringEquals\":{\"secretsmanager:ResourceTag/team\":\"%s\"}}}}";
    var its = reading.with("policy", statement.formatted("sales")).create();
    expectAuthFailure(
        all,
        secret,
        "the role role-0123456 cannot read the secret %s. Allow secretsmanager:GetSecretValue on it, and create that policy before the target."
            .formatted(secret.id()));
    its.update(reading.with("policy", statement.formatted("shop")));
    all.proxy().with("auths", List.of(DataTier.auth(secret.id()))).create();
    tier.target().create().expectSteady();
  }
}
