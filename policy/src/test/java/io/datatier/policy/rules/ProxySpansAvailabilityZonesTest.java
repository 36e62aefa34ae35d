package io.datatier.policy.rules;

import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxySpansAvailabilityZonesTest {

  private static final String PROXY = "aws:rds/proxy:Proxy";
  private static final String ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";
  private static final String SUBNET = "aws:ec2/subnet:Subnet";

  private static final RuleTester proxy =
      RuleTester.of(ProxySpansAvailabilityZones.RULE)
          .resource(PROXY, "campaign", Map.of("vpcSubnetIds", List.of("subnet-1", "subnet-2")));

  private static final RuleTester inStack =
      proxy
          .resource(SUBNET, "a", Map.of("id", "subnet-1", "availabilityZone", "us-east-1a"))
          .resource(SUBNET, "b", Map.of("id", "subnet-2", "availabilityZone", "us-east-1b"));

  private static final RuleTester oneZone =
      inStack.subject("b").with("availabilityZone", "us-east-1a").subject("campaign");

  private static final String ONE_ZONE =
      "campaign: vpcSubnetIds has all its subnets in one Availability Zone";

  @ParameterizedTest
  @ValueSource(strings = {PROXY, ENDPOINT})
  void passes_two_subnets_or_more(String type) {
    proxy.as(type).expectCompliant();
    inStack.as(type).expectCompliant();
    proxy.as(type).with("vpcSubnetIds", List.of("a", "b", "c")).expectCompliant();
  }

  @ParameterizedTest
  @ValueSource(strings = {PROXY, ENDPOINT})
  void reports_fewer_than_two(String type) {
    var fewer = "campaign: vpcSubnetIds has fewer than two subnets";
    var one = proxy.as(type);
    one.with("vpcSubnetIds", List.of("subnet-1")).expectViolations(fewer);
    one.with("vpcSubnetIds", List.of("subnet-1", "subnet-1")).expectViolations(fewer);
    one.with("vpcSubnetIds", List.of()).expectViolations(fewer);
    one.without("vpcSubnetIds").expectViolations("campaign: vpcSubnetIds is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {PROXY, ENDPOINT})
  void reports_subnets_in_one_zone(String type) {
    oneZone.as(type).expectViolations(ONE_ZONE);
  }

  @Test
  void knows_zones_by_their_ids() {
    var ids =
        inStack
            .subject("a")
            .without("availabilityZone")
            .with("availabilityZoneId", "use1-az1")
            .subject("b")
            .without("availabilityZone");
    ids.with("availabilityZoneId", "use1-az2").subject("campaign").expectCompliant();
    ids.with("availabilityZoneId", "use1-az1").subject("campaign").expectViolations(ONE_ZONE);
  }

  @Test
  void knows_a_subnet_by_the_end_of_its_arn() {
    oneZone
        .subject("a")
        .without("id")
        .with("arn", "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1")
        .subject("campaign")
        .expectViolations(ONE_ZONE);
  }

  @Test
  void leaves_zones_alone_where_a_subnet_is_not_in_the_stack() {
    oneZone.with("vpcSubnetIds", List.of("subnet-1", "subnet-9")).expectCompliant();
  }

  @Test
  void reports_new_subnets_in_one_zone_at_preview() {
    oneZone
        .withUnknown("vpcSubnetIds")
        .computedFrom("vpcSubnetIds", "a", "b")
        .expectViolations(ONE_ZONE);
  }

  @Test
  void passes_new_subnets_of_two_zones_at_preview() {
    var computed = inStack.computedFrom("vpcSubnetIds", "a", "b");
    computed.withUnknown("vpcSubnetIds").expectNothingReported();
    computed.withUnknown("vpcSubnetIds[0]").withUnknown("vpcSubnetIds[1]").expectNothingReported();
  }

  @Test
  void decides_at_update_what_is_unknown_at_preview() {
    proxy.withUnknown("vpcSubnetIds").expectUndecided("vpcSubnetIds");
    proxy.withUnknown("vpcSubnetIds[1]").expectUndecided("vpcSubnetIds[1]");
    inStack
        .withUnknown("vpcSubnetIds")
        .computedFrom("vpcSubnetIds", "a")
        .expectUndecided("vpcSubnetIds");
  }

  @Test
  void decides_at_update_on_zones_that_aws_chooses() {
    inStack
        .subject("b")
        .without("availabilityZone")
        .subject("campaign")
        .expectUndecided("vpcSubnetIds");
  }

  @Test
  void judges_secret_ids_like_any_other() {
    oneZone.withSecret("vpcSubnetIds", List.of("subnet-1", "subnet-2")).expectViolations(ONE_ZONE);
  }

  @Test
  void says_nothing_of_other_resources() {
    proxy.as("aws:rds/subnetGroup:SubnetGroup").expectNotApplicable();
  }
}
