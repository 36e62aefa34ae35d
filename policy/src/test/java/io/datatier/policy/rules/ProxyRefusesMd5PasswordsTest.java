package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyRefusesMd5PasswordsTest {

  private static final RuleTester proxy =
      RuleTester.of(ProxyRefusesMd5Passwords.RULE)
          .resource(
              "aws:rds/proxy:Proxy",
              "campaign",
              Map.of("auths", List.of(Map.of("clientPasswordAuthType", "POSTGRES_SCRAM_SHA_256"))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POSTGRES_SCRAM_SHA_256",
        "MYSQL_CACHING_SHA2_PASSWORD",
        "MYSQL_NATIVE_PASSWORD",
        "SQL_SERVER_AUTHENTICATION"
      })
  void passes_what_is_not_md5(String type) {
    proxy.with("auths[0].clientPasswordAuthType", type).expectCompliant();
  }

  @Test
  void passes_where_nothing_is_said() {
    proxy.without("auths[0].clientPasswordAuthType").expectCompliant();
    proxy.with("auths", List.of()).expectCompliant();
    proxy.without("auths").expectCompliant();
  }

  @Test
  void reports_every_entry_with_md5() {
    var md5 = Map.of("clientPasswordAuthType", "POSTGRES_MD5");
    proxy
        .with("auths", List.of(md5, Map.of("iamAuth", "REQUIRED"), md5))
        .expectViolations(
            "campaign: auths[0].clientPasswordAuthType accepts MD5 passwords",
            "campaign: auths[2].clientPasswordAuthType accepts MD5 passwords");
  }

  @Test
  void reports_a_secret_value_like_any_other() {
    proxy
        .withSecret("auths[0].clientPasswordAuthType", "POSTGRES_MD5")
        .expectViolations("campaign: auths[0].clientPasswordAuthType accepts MD5 passwords");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    proxy.withUnknown("auths").expectUndecided("auths");
    proxy
        .withUnknown("auths[0].clientPasswordAuthType")
        .expectUndecided("auths[0].clientPasswordAuthType");
  }

  @Test
  void says_nothing_of_other_resources() {
    proxy.as("aws:rds/proxyEndpoint:ProxyEndpoint").expectNotApplicable();
  }
}
