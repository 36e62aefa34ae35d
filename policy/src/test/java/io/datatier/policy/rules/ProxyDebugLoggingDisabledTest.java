package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProxyDebugLoggingDisabledTest {

  private static final RuleTester proxy =
      RuleTester.of(ProxyDebugLoggingDisabled.RULE)
          .resource("aws:rds/proxy:Proxy", "campaign", Map.of("debugLogging", false))
          .inStack("prod");

  @Test
  void passes_a_proxy_without_debug_logging() {
    proxy.expectCompliant();
  }

  @Test
  void passes_a_proxy_that_does_not_say() {
    proxy.without("debugLogging").expectCompliant();
  }

  @Test
  void reports_debug_logging() {
    proxy.with("debugLogging", true).expectViolations("campaign: debugLogging is true");
  }

  @Test
  void reports_a_secret_value_like_any_other() {
    proxy.withSecret("debugLogging", true).expectViolations("campaign: debugLogging is true");
  }

  @Test
  void judges_production_alone() {
    proxy.with("debugLogging", true).inStack("dev").expectNotApplicable();
    proxy.with("debugLogging", true).inStack("prod-like").expectNotApplicable();
    proxy
        .with("debugLogging", true)
        .inStack("eu-prod")
        .expectViolations("campaign: debugLogging is true");
    proxy
        .with("debugLogging", true)
        .inStack("production")
        .expectViolations("campaign: debugLogging is true");
  }

  @Test
  void takes_for_production_what_is_configured() {
    var live = proxy.with("debugLogging", true).configured("productionStacks", List.of("live-*"));
    live.expectNotApplicable();
    live.inStack("live-eu").expectViolations("campaign: debugLogging is true");
    proxy
        .configured("productionStacks", "live")
        .expectConfigRefused("productionStacks is 'live', not a list of texts");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    proxy.withUnknown("debugLogging").expectUndecided("debugLogging");
  }

  @Test
  void says_nothing_of_other_resources() {
    proxy.as("aws:rds/instance:Instance").expectNotApplicable();
  }

  @Test
  void remedies_by_switching_it_off_in_production() {
    proxy.with("debugLogging", true).expectRemedied(Map.of("debugLogging", false));
    proxy.with("debugLogging", true).inStack("dev").expectNotRemedied();
    proxy.expectNotRemedied();
  }
}
