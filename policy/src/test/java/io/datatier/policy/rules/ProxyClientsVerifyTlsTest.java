package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyClientsVerifyTlsTest {

  private static final String PROXY = "campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com";
  private static final String VARIABLE = "environment.variables.";

  private static final RuleTester function =
      RuleTester.of(ProxyClientsVerifyTls.RULE)
          .resource(
              "aws:lambda/function:Function",
              "dialer",
              Map.of("environment", Map.of("variables", Map.of("PGHOST", PROXY))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PGSSLMODE | disable | turns TLS off, and a proxy that requires TLS refuses that",
        "DB_SSL | false | turns TLS off, and a proxy that requires TLS refuses that",
        "DB_USE_SSL | 0 | turns TLS off, and a proxy that requires TLS refuses that",
        "PGSSLMODE | prefer | goes on without TLS if it must, and does not verify whom it talks to",
        "DB_SSLMODE | allow | goes on without TLS if it must, and does not verify whom it talks to",
        "DB_SSL | no-verify | does not verify whom it talks to",
        "NODE_TLS_REJECT_UNAUTHORIZED | 0 | does not verify whom it talks to"
      })
  void reports_the_variables_of_a_client_of_a_proxy(String name, String value, String words) {
    var weak = function.with(VARIABLE + name, value);
    weak.expectViolations("dialer: environment.variables.%s %s".formatted(name, words));
    weak.with(VARIABLE + "PGHOST", "db.example.org").expectCompliant();
  }

  @Test
  void reports_each_way_at_each_place() {
    function
        .with(VARIABLE + "A", "postgres://app@" + PROXY + "/app?sslmode=allow")
        .with(VARIABLE + "B", "Host=" + PROXY + ";SSL Mode=Require;Trust Server Certificate=true")
        .expectViolations(
            "dialer: environment.variables.A goes on without TLS if it must, and does not verify"
                + " whom it talks to",
            "dialer: environment.variables.B does not verify whom it talks to");
  }

  @ParameterizedTest
  @CsvSource({
    "PGSSLMODE, verify-full",
    "PGSSLMODE, require",
    "DB_SSL, true",
    "DB_SSL, 'no, thanks'",
    "SSL, false",
    "REDIS_TLS, false",
    "DB_SSLMODE_DOC, disable"
  })
  void leaves_others_alone(String name, String value) {
    function.with(VARIABLE + name, value).expectCompliant();
  }

  @Test
  void asks_at_a_preview_what_a_host_will_be_computed_from() {
    var unknown =
        function
            .resource("aws:rds/proxy:Proxy", "proxy", Map.of())
            .resource("aws:rds/instance:Instance", "database", Map.of("engine", "postgres"))
            .with(VARIABLE + "PGSSLMODE", "disable")
            .withUnknown(VARIABLE + "PGHOST");
    unknown
        .computedFrom("environment", "proxy")
        .expectViolations("dialer: weakens TLS for its connections to a proxy");
    unknown.computedFrom("environment", "database").expectNothingReported();
  }

  @Test
  void says_nothing_of_other_resources() {
    function.as("aws:s3/bucket:Bucket").expectNotApplicable();
  }
}
