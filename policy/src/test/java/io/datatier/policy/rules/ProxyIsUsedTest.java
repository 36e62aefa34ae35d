package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyIsUsedTest {

  private static final String HOST = "campaign.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";
  private static final String READER =
      "reader.endpoint.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";

  private static final String UNUSED =
      "proxy: is named by no client, parameter, record or output of this stack";

  private static final RuleTester proxy =
      RuleTester.of(ProxyIsUsed.RULE)
          .resource(
              "aws:rds/proxy:Proxy",
              "proxy",
              Map.of(
                  "name", "campaign",
                  "endpoint", HOST,
                  "arn", "arn:aws:rds:eu-central-1:123456789012:db-proxy:prx-0a1b2c3d"));

  @ParameterizedTest
  @CsvSource({
    "aws:lambda/function:Function",
    "aws:ecs/taskDefinition:TaskDefinition",
    "aws:ssm/parameter:Parameter",
    "aws:route53/record:Record",
    "pulumi:pulumi:Stack"
  })
  void passes_a_proxy_that_something_names(String type) {
    proxy.resource(type, "user", Map.of("text", "postgres://" + HOST + "/app")).expectCompliant();
  }

  @Test
  void passes_a_proxy_that_a_policy_lets_be_signed_in_to() {
    proxy
        .resource(
            "aws:iam/rolePolicy:RolePolicy",
            "policy",
            Map.of("policy", "arn:aws:rds-db:eu-central-1:123456789012:dbuser:prx-0a1b2c3d/app"))
        .expectCompliant();
  }

  @Test
  void knows_an_endpoint_by_its_name_before_it_has_an_address() {
    proxy
        .resource(
            "aws:rds/proxyEndpoint:ProxyEndpoint",
            "reader",
            Map.of("dbProxyName", "campaign", "dbProxyEndpointName", "reader"))
        .resource("aws:ssm/parameter:Parameter", "user", Map.of("value", READER))
        .expectCompliant();
  }

  @Test
  void passes_a_proxy_of_which_an_endpoint_is_used() {
    proxy
        .resource(
            "aws:rds/proxyEndpoint:ProxyEndpoint",
            "reader",
            Map.of("dbProxyName", "campaign", "endpoint", READER))
        .resource("aws:ssm/parameter:Parameter", "user", Map.of("value", READER))
        .expectCompliant();
  }

  @Test
  void passes_a_proxy_from_which_something_will_be_computed() {
    proxy
        .resource("aws:lambda/function:Function", "dialer", Map.of())
        .subject("dialer")
        .withUnknown("environment")
        .computedFrom("environment", "proxy")
        .expectNothingReported();
  }

  @Test
  void reports_a_proxy_that_nobody_names() {
    proxy.expectViolations(UNUSED);
    proxy
        .resource("aws:rds/proxyTarget:ProxyTarget", "target", Map.of("dbProxyName", "campaign"))
        .resource(
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            "alarm",
            Map.of("dimensions", Map.of("ProxyName", "campaign")))
        .resource(
            "aws:ssm/parameter:Parameter", "other", Map.of("value", HOST.replace("campaign", "x")))
        .expectViolations(UNUSED);
  }

  @Test
  void leaves_open_what_a_client_may_be_told_later() {
    proxy
        .resource("aws:lambda/function:Function", "dialer", Map.of())
        .subject("dialer")
        .withUnknown("environment")
        .expectFindings("undecided: proxy by endpoint");
  }

  @Test
  void has_nothing_to_say_without_a_proxy() {
    proxy.as("aws:rds/instance:Instance").expectNotApplicable();
  }
}
