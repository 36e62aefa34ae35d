package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyHasSecurityGroupsTest {

  private static final RuleTester proxy =
      RuleTester.of(ProxyHasSecurityGroups.RULE)
          .resource(
              "aws:rds/proxy:Proxy", "campaign", Map.of("vpcSecurityGroupIds", List.of("sg-1")));

  @ParameterizedTest
  @ValueSource(strings = {"aws:rds/proxy:Proxy", "aws:rds/proxyEndpoint:ProxyEndpoint"})
  void reports_what_wears_the_default_group(String type) {
    var listener = proxy.as(type);
    listener.expectCompliant();
    listener
        .without("vpcSecurityGroupIds")
        .expectViolations("campaign: vpcSecurityGroupIds is not set");
    listener
        .with("vpcSecurityGroupIds", List.of())
        .expectViolations("campaign: vpcSecurityGroupIds is empty");
  }

  @Test
  void judges_a_secret_value_like_any_other() {
    proxy.withSecret("vpcSecurityGroupIds", List.of("sg-1")).expectCompliant();
  }

  @Test
  void takes_a_group_that_is_not_made_yet_for_one() {
    proxy.withUnknown("vpcSecurityGroupIds[0]").expectCompliant();
    proxy.withUnknown("vpcSecurityGroupIds").expectUndecided("vpcSecurityGroupIds");
  }

  @Test
  void says_nothing_of_other_resources() {
    proxy.as("aws:rds/instance:Instance").expectNotApplicable();
  }
}
