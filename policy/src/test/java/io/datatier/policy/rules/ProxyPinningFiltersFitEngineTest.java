package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProxyPinningFiltersFitEngineTest {

  private static final String FILTERS = "connectionPoolConfig.sessionPinningFilters";

  private static final RuleTester pool =
      RuleTester.of(ProxyPinningFiltersFitEngine.RULE)
          .resource(
              "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
              "pool",
              Map.of(
                  "dbProxyName",
                  "campaign",
                  "connectionPoolConfig",
                  Map.of("sessionPinningFilters", List.of())))
          .resource(
              "aws:rds/proxy:Proxy",
              "proxy",
              Map.of("name", "campaign", "engineFamily", "POSTGRESQL"));

  private static final RuleTester filtered = pool.with(FILTERS, List.of("EXCLUDE_VARIABLE_SETS"));

  @Test
  void passes_a_pool_without_filters() {
    pool.expectCompliant();
    pool.without(FILTERS).expectCompliant();
  }

  @Test
  void reports_filters_in_front_of_postgresql() {
    filtered.expectViolations("pool: " + FILTERS + " filters nothing for PostgreSQL");
  }

  @Test
  void passes_filters_in_front_of_mysql() {
    filtered.subject("proxy").with("engineFamily", "MYSQL").subject("pool").expectCompliant();
  }

  @Test
  void finds_the_proxy_by_what_the_name_will_be_computed_from() {
    filtered
        .withUnknown("dbProxyName")
        .computedFrom("dbProxyName", "proxy")
        .expectViolations("pool: " + FILTERS + " filters nothing for PostgreSQL");
  }

  @Test
  void says_nothing_of_a_proxy_of_another_stack() {
    filtered.with("dbProxyName", "other").expectNothingReported();
  }

  @Test
  void leaves_open_what_is_not_known_yet() {
    filtered.withUnknown(FILTERS).expectUndecided(FILTERS);
  }
}
