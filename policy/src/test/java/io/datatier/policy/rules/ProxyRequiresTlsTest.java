package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProxyRequiresTlsTest {

  /**
   * Talks to the rule through the wire form, as the engine does; each test changes one property of
   * a resource that passes.
   */
  private static final RuleTester proxy =
      RuleTester.of(ProxyRequiresTls.RULE)
          .resource(
              "aws:rds/proxy:Proxy",
              "campaign",
              Map.of("engineFamily", "POSTGRESQL", "requireTls", true));

  @Test
  void passes_a_proxy_that_requires_tls() {
    proxy.expectCompliant();
  }

  @Test
  void reports_a_proxy_that_allows_plain_text() {
    proxy.with("requireTls", false).expectViolations("campaign: requireTls is false");
  }

  @Test
  void reports_a_proxy_that_does_not_say() {
    proxy
        .without("requireTls")
        .expectViolations("campaign: requireTls is not set, which RDS treats as false");
  }

  @Test
  void reports_a_secret_value_like_any_other() {
    proxy.withSecret("requireTls", false).expectViolations("campaign: requireTls is false");
  }

  @Test
  void reports_what_is_no_boolean() {
    proxy
        .with("requireTls", "yes please")
        .expectViolations("campaign: requireTls is a text, not a boolean");
  }

  @Test
  void takes_the_text_true_as_providers_do() {
    proxy.with("requireTls", "true").expectCompliant();
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    proxy.withUnknown("requireTls").expectUndecided("requireTls");
  }

  @Test
  void says_nothing_of_other_resources() {
    proxy.as("aws:rds/instance:Instance").expectNotApplicable();
  }

  @Test
  void remedies_by_requiring_tls() {
    proxy
        .with("requireTls", false)
        .expectRemedied(Map.of("engineFamily", "POSTGRESQL", "requireTls", true));
  }

  @Test
  void leaves_a_lawful_proxy_as_it_is() {
    proxy.expectNotRemedied();
  }
}
