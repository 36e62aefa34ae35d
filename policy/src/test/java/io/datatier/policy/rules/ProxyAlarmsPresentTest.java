package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyAlarmsPresentTest {

  private static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
  private static final String NO_CLIENTS = "proxy: has no alarm on ClientConnections in this stack";
  private static final String NO_DATABASE =
      "proxy: has no alarm on DatabaseConnections in this stack";

  private static final RuleTester proxy =
      RuleTester.of(ProxyAlarmsPresent.RULE)
          .resource("aws:rds/proxy:Proxy", "proxy", Map.of("name", "campaign"));

  private static final RuleTester watched =
      proxy
          .resource(ALARM, "clients", alarm("ClientConnections", "campaign"))
          .resource(ALARM, "connections", alarm("DatabaseConnections", "campaign"));

  private static Map<String, Object> alarm(String metric, String name) {
    return Map.of(
        "namespace", "AWS/RDS", "metricName", metric, "dimensions", Map.of("ProxyName", name));
  }

  @Test
  void passes_a_proxy_with_an_alarm_on_either_side() {
    watched.expectCompliant();
  }

  @Test
  void passes_alarms_by_more_dimensions_and_in_queries() {
    proxy
        .resource(
            ALARM,
            "clients",
            Map.of(
                "namespace",
                "AWS/RDS",
                "metricName",
                "ClientConnections",
                "dimensions",
                Map.of("ProxyName", "campaign", "EndpointName", "reader")))
        .resource(
            ALARM,
            "share",
            Map.of(
                "metricQueries",
                List.of(
                    Map.of("id", "share", "expression", "used / 100"),
                    Map.of("id", "used", "metric", alarm("DatabaseConnections", "campaign")))))
        .expectCompliant();
  }

  @Test
  void reports_a_proxy_that_nobody_watches() {
    proxy.expectViolations(NO_CLIENTS, NO_DATABASE);
  }

  @Test
  void reports_the_side_that_nobody_watches() {
    proxy
        .resource(ALARM, "clients", alarm("ClientConnections", "campaign"))
        .expectViolations(NO_DATABASE);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS/RDS, ClientConnections, ProxyName, other",
    "AWS/RDS, ClientConnections, DBProxyName, campaign",
    "AWS/RDS, ClientConnectionsReceived, ProxyName, campaign",
    "Campaign, ClientConnections, ProxyName, campaign"
  })
  void counts_no_alarm_on_another_proxy_dimension_metric_or_namespace(
      String namespace, String metric, String dimension, String name) {
    watched
        .resource(
            ALARM,
            "clients",
            Map.of(
                "namespace",
                namespace,
                "metricName",
                metric,
                "dimensions",
                Map.of(dimension, name)))
        .expectViolations(NO_CLIENTS);
  }

  @Test
  void wants_alarms_for_every_proxy() {
    watched
        .resource("aws:rds/proxy:Proxy", "second", Map.of("name", "second"))
        .expectViolations(
            "second: has no alarm on ClientConnections in this stack",
            "second: has no alarm on DatabaseConnections in this stack");
  }

  @Test
  void knows_the_proxy_of_an_alarm_by_its_origin_while_its_name_is_unknown() {
    watched
        .subject("clients")
        .withUnknown("dimensions")
        .computedFrom("dimensions", "proxy")
        .expectNothingReported();
    watched
        .subject("clients")
        .withUnknown("dimensions.ProxyName")
        .computedFrom("dimensions", "proxy")
        .expectNothingReported();
  }

  @Test
  void leaves_open_whose_alarm_it_is_where_the_origin_is_lost() {
    watched
        .subject("clients")
        .withUnknown("dimensions")
        .expectFindings("undecided: clients by dimensions");
    watched.subject("clients").withUnknown("metricName").expectNothingReported();
  }

  @Test
  void never_lets_the_unknown_hide_a_violation() {
    proxy
        .resource(ALARM, "clients", alarm("ClientConnections", "campaign"))
        .subject("clients")
        .withUnknown("dimensions")
        .expectFindings("undecided: clients by dimensions", NO_DATABASE);
  }

  @Test
  void takes_a_secret_name_for_what_it_is() {
    watched
        .subject("clients")
        .withSecret("dimensions.ProxyName", "campaign")
        .expectNothingReported();
  }

  @Test
  void says_nothing_of_a_stack_without_proxy() {
    RuleTester.of(ProxyAlarmsPresent.RULE)
        .resource("aws:rds/instance:Instance", "database", Map.of())
        .expectNotApplicable();
  }
}
