package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyPoolWithinLimitsTest {

  private static final String MAX = "connectionPoolConfig.maxConnectionsPercent";
  private static final String IDLE = "connectionPoolConfig.maxIdleConnectionsPercent";
  private static final String BORROW = "connectionPoolConfig.connectionBorrowTimeout";
  private static final String HOST = "campaign.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";

  private static final RuleTester pool =
      RuleTester.of(ProxyPoolWithinLimits.RULE)
          .resource(
              "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
              "pool",
              Map.of(
                  "dbProxyName",
                  "campaign",
                  "connectionPoolConfig",
                  Map.of(
                      "maxConnectionsPercent", 90,
                      "maxIdleConnectionsPercent", 50,
                      "connectionBorrowTimeout", 20)));

  private static final RuleTester inStack =
      pool.resource("aws:rds/proxy:Proxy", "proxy", Map.of("name", "campaign", "endpoint", HOST))
          .resource(
              "aws:lambda/function:Function",
              "dialer",
              Map.of(
                  "timeout", 30, "environment", Map.of("variables", Map.of("DATABASE_HOST", HOST))))
          .resource("aws:lambda/function:Function", "report", Map.of("timeout", 1));

  private static final String LATE =
      "dialer (advisory): timeout is not above the connectionBorrowTimeout of "
          + "urn:pulumi:dev::test::aws:rds/proxy:Proxy::proxy";

  @Test
  void passes_a_pool_within_the_limits() {
    pool.expectCompliant();
    inStack.expectCompliant();
  }

  @Test
  void passes_what_the_provider_and_rds_make_of_nothing() {
    pool.without("connectionPoolConfig").expectCompliant();
    pool.with("connectionPoolConfig", Map.of("initQuery", "SET x = 1")).expectCompliant();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1800, true", "28800, true", "0, false", "28801, false", "30000, false"})
  void judges_how_long_idle_clients_are_kept(int seconds, boolean lawful) {
    var proxy = inStack.subject("proxy").with("idleClientTimeout", seconds);
    if (lawful) {
      proxy.expectCompliant();
    } else {
      proxy.expectViolations("proxy: idleClientTimeout is not between 1 and 28800 seconds");
    }
    proxy.withUnknown("idleClientTimeout").expectUndecided("idleClientTimeout");
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "100, 100, 300", "40, 40, 120"})
  void passes_the_ends_of_the_ranges(int max, int idle, int borrow) {
    pool.with(MAX, max).with(IDLE, idle).with(BORROW, borrow).expectCompliant();
  }

  @Test
  void reports_what_rds_refuses() {
    pool.with(MAX, 101).expectViolations("pool: " + MAX + " is not between 1 and 100 percent");
    pool.with(MAX, 0)
        .with(IDLE, 0)
        .expectViolations("pool: " + MAX + " is not between 1 and 100 percent");
    pool.with(IDLE, -1).expectViolations("pool: " + IDLE + " is not between 0 and 100 percent");
    pool.with(BORROW, -1).expectViolations("pool: " + BORROW + " is not between 0 and 300 seconds");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 3600})
  void reports_a_wait_that_only_the_provider_accepts(int seconds) {
    pool.with(BORROW, seconds)
        .expectViolations("pool: " + BORROW + " is not between 0 and 300 seconds");
  }

  @Test
  void reports_more_idle_connections_than_there_may_be() {
    pool.with(MAX, 40).expectViolations("pool: " + IDLE + " is above maxConnectionsPercent");
    pool.without(IDLE)
        .with(MAX, 40)
        .expectViolations(
            "pool: "
                + IDLE
                + " is not set, so the provider sends 50, which is above maxConnectionsPercent");
    pool.without(MAX).with(IDLE, 100).expectCompliant();
  }

  @Test
  void reports_a_secret_number_without_showing_it() {
    pool.withSecret(BORROW, 1234567)
        .expectViolations("pool: " + BORROW + " is not between 0 and 300 seconds");
  }

  @Test
  void reports_what_is_no_number() {
    pool.with(BORROW, "soon").expectViolations("pool: " + BORROW + " is a text, not a number");
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    pool.withUnknown("connectionPoolConfig").expectUndecided("connectionPoolConfig");
    pool.withUnknown(MAX).expectUndecided(MAX);
    pool.withUnknown(IDLE)
        .with(BORROW, 301)
        .expectViolationsAndUndecided(
            List.of("pool: " + BORROW + " is not between 0 and 300 seconds"), IDLE);
    inStack.withUnknown(BORROW).expectUndecided(BORROW);
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 31, 300})
  void advises_on_a_function_that_dies_waiting(int borrow) {
    inStack.with(BORROW, borrow).expectViolations(LATE);
  }

  @Test
  void knows_what_functions_and_pools_do_without_being_told() {
    inStack.subject("dialer").without("timeout").expectViolations(LATE);
    inStack.without(BORROW).expectViolations(LATE);
    inStack.without("connectionPoolConfig").expectViolations(LATE);
  }

  @Test
  void knows_a_client_by_what_its_environment_is_computed_from() {
    inStack
        .with(BORROW, 30)
        .subject("dialer")
        .withUnknown("environment.variables")
        .computedFrom("environment", "proxy")
        .expectViolations(LATE);
  }

  @Test
  void leaves_functions_alone_that_are_no_clients_of_this_proxy() {
    var other = inStack.with(BORROW, 300).subject("dialer");
    other.without("environment").expectNothingReported();
    other.with("environment.variables.DATABASE_HOST", "x." + HOST).expectNothingReported();
  }

  @Test
  void decides_at_update_on_an_unknown_timeout() {
    inStack.subject("dialer").withUnknown("timeout").expectUndecided("timeout");
  }

  @Test
  void says_nothing_of_other_resources() {
    pool.as("aws:rds/proxyTarget:ProxyTarget").expectNotApplicable();
  }
}
