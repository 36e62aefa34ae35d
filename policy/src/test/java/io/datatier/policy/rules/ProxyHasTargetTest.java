package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProxyHasTargetTest {

  private static final String TARGET = "aws:rds/proxyTarget:ProxyTarget";
  private static final String POOL = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";

  private static final RuleTester proxy =
      RuleTester.of(ProxyHasTarget.RULE)
          .resource("aws:rds/proxy:Proxy", "proxy", Map.of("name", "campaign"));

  private static final RuleTester complete =
      proxy
          .resource(POOL, "pool", Map.of("dbProxyName", "campaign"))
          .resource(
              TARGET, "target", Map.of("dbProxyName", "campaign", "targetGroupName", "default"));

  private static final String NO_TARGET = "proxy: has no ProxyTarget in this stack";
  private static final String NO_POOL =
      "proxy (advisory): has no ProxyDefaultTargetGroup in this stack";

  @Test
  void passes_a_proxy_with_pool_and_target() {
    complete.expectCompliant();
  }

  @Test
  void knows_a_proxy_by_its_id_as_well() {
    complete.subject("proxy").without("name").with("id", "campaign").expectCompliant();
  }

  @Test
  void reports_a_proxy_that_stands_alone() {
    proxy.expectViolations(NO_TARGET, NO_POOL);
  }

  @Test
  void advises_on_a_pool_that_nobody_sets() {
    proxy.resource(TARGET, "target", Map.of("dbProxyName", "campaign")).expectViolations(NO_POOL);
  }

  @Test
  void reports_a_proxy_whose_target_belongs_to_another() {
    complete.subject("target").with("dbProxyName", "other").expectViolations(NO_TARGET);
  }

  @Test
  void reports_a_target_that_names_nobody() {
    complete.subject("target").without("dbProxyName").expectViolations(NO_TARGET);
  }

  @Test
  void reports_each_proxy_for_itself() {
    complete
        .resource("aws:rds/proxy:Proxy", "second", Map.of("name", "second"))
        .expectViolations(
            "second: has no ProxyTarget in this stack",
            "second (advisory): has no ProxyDefaultTargetGroup in this stack");
  }

  @Test
  void finds_the_proxy_that_an_unknown_name_is_computed_from() {
    complete
        .subject("target")
        .withUnknown("dbProxyName")
        .computedFrom("dbProxyName", "proxy")
        .expectCompliant();
  }

  @Test
  void leaves_open_a_target_whose_proxy_is_unknown() {
    complete.subject("target").withUnknown("dbProxyName").expectUndecided("dbProxyName");
  }

  @Test
  void finds_a_proxy_by_a_secret_name() {
    complete.subject("target").withSecret("dbProxyName", "campaign").expectCompliant();
  }

  @Test
  void says_nothing_of_a_stack_without_proxy() {
    proxy.as("aws:rds/instance:Instance").expectNotApplicable();
  }
}
