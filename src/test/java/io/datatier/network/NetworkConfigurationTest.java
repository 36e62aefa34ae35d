package io.datatier.network;

import static io.datatier.StackFile.LEAST;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.StackFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NetworkConfigurationTest {

  @Test
  void reaches_what_the_clients_call_unless_told_otherwise() {
    var users = LEAST.with("users", "[{name: app}]").with("proxy", "{authentication: iam}");
    var workers =
        """
        [{name: crew, ami: ami-0a1b2c3d, instanceType: t4g.small, logGroup: true,
          sessionManager: true}]
        """;
    assertEquals(
        Map.of(
            "secret", Set.of("secretsmanager"),
            "workers", Set.of("secretsmanager", "logs", "ssm", "ssmmessages")),
        Map.of(
            "secret", reached(LEAST),
            "workers", reached(LEAST.with("workers", workers))));
    assertEquals(
        Set.of("secretsmanager"),
        reached(users.with("migrations", "{artifact: samples/function}")));
  }

  private static Set<String> reached(StackFile file) {
    return ((CreatedNetwork) file.settings().reachedNetwork())
        .services().stream().map(EndpointService::value).collect(toSet());
  }

  @Test
  void reaches_what_functions_call() {
    assertEquals(
        Set.of("secretsmanager", "sqs", "ecr.api"),
        reached(
            LEAST.with(
                "functions", "[{name: a, artifact: samples/function, calls: [sqs, ecr.api]}]")));
  }

  @Test
  void refuses_destinations_that_are_none_or_named_twice() {
    var network =
        "{vpcId: vpc-0a1b2c3d, privateSubnets: [{id: subnet-0a1b2c3a, zone: us-east-1a},"
            + " {id: subnet-0a1b2c3b, zone: us-east-1b}], destinations: [%s]}";
    assertEquals(
        List.of(
            "datatier:network.destinations[0].to is \"s3\", but must be a prefix list such as"
                + " pl-63a5400a or an IPv4 range such as 10.1.0.0/16",
            "datatier:network.destinations[1].port is 0, but must be 1 to 65535"),
        LEAST
            .with("network", network.formatted("{to: s3}, {to: 10.1.0.0/16, port: 0}"))
            .complaints());
    assertEquals(
        List.of(
            "datatier:network.destinations[0].to is \"10.1.0.8/16\", but must start at its first"
                + " address, as 10.1.0.0/16 does"),
        LEAST.with("network", network.formatted("{to: 10.1.0.8/16}")).complaints());
    assertEquals(
        List.of(
            "datatier:network.destinations is invalid: \"[10.1.0.0/16:443, 10.1.0.0/16:443]\" must name each"
                + " destination and port once"),
        LEAST
            .with("network", network.formatted("{to: 10.1.0.0/16}, {to: 10.1.0.0/16, port: 443}"))
            .complaints());
    assertEquals(
        List.of(
            "datatier:network.destinations is invalid: \"0.0.0.0/0:443\" must be left out: without"
                + " endpointSecurityGroup, HTTPS to any address is allowed"),
        LEAST.with("network", network.formatted("{to: 0.0.0.0/0}")).complaints());
  }

  @Test
  void reads_which_services_a_created_network_reaches() {
    var file = LEAST.with("network", "{zones: [us-east-1a, us-east-1b], endpointServices: [sqs]}");
    var created = (CreatedNetwork) file.settings().network();
    assertEquals(Set.of(new EndpointService("sqs")), created.services());
  }

  @Test
  void misses_the_network() {
    assertEquals(
        List.of(
            "datatier:network.vpcId is missing: give vpcId and privateSubnets of an existing VPC,"
                + " or zones for a new one"),
        LEAST.without("network").complaints());
  }

  @Test
  void misses_a_network_in_an_empty_object() {
    assertEquals(
        List.of(
            "datatier:network.vpcId is missing: give vpcId and privateSubnets of an existing VPC,"
                + " or zones for a new one"),
        LEAST.with("network", "{}").complaints());
  }

  @Test
  void refuses_a_list_in_place_of_an_object() {
    assertEquals(
        List.of("datatier:network is [], but must be an object"),
        LEAST.with("network", "[]").complaints());
  }

  @Test
  void misses_the_zones_of_a_range() {
    assertEquals(
        List.of("datatier:network.zones is missing: two or more Availability Zones for the VPC"),
        LEAST.with("network", "{cidrBlock: 10.0.0.0/16}").complaints());
  }

  @Test
  void refuses_a_range_that_starts_within_another() {
    assertEquals(
        List.of(
            "datatier:network.cidrBlock is \"10.20.0.1/16\", but must be an IPv4 range from /16 to"
                + " /22 that starts at its first address: 10.20.0.0/16"),
        LEAST
            .with("network", "{cidrBlock: 10.20.0.1/16, zones: [us-east-1a, us-east-1b]}")
            .complaints());
  }

  @Test
  void refuses_one_zone() {
    assertEquals(
        List.of(
            "datatier:network.zones is invalid: \"[us-east-1a]\" must be two to sixteen, each a"
                + " different Availability Zone"),
        LEAST.with("network", "{zones: [us-east-1a]}").complaints());
  }

  @Test
  void refuses_one_zone_twice() {
    assertEquals(
        List.of(
            "datatier:network.zones is invalid: \"[us-east-1a, us-east-1a]\" must be two to"
                + " sixteen, each a different Availability Zone"),
        LEAST.with("network", "{zones: [us-east-1a, us-east-1a]}").complaints());
  }

  @Test
  void refuses_zones_of_another_region_and_what_names_no_zone() {
    assertEquals(
        List.of(
            "datatier:network.zones[1] is \"eu-west-1b\", but must be a zone of aws:region, which"
                + " is us-east-1",
            "datatier:network.zones[2] is \"use1-az3\", but must be the name of an Availability"
                + " Zone such as us-east-1a",
            "datatier:network.zones[3] is {}, but must be a string"),
        LEAST.with("network", "{zones: [us-east-1a, eu-west-1b, use1-az3, {}]}").complaints());
  }

  @Test
  void refuses_a_text_in_place_of_a_list() {
    assertEquals(
        List.of("datatier:network.zones is \"us-east-1a\", but must be a list"),
        LEAST.with("network", "{zones: us-east-1a}").complaints());
  }

  @Test
  void names_each_part_of_an_existing_network_that_is_missing_or_no_id() {
    assertEquals(
        List.of(
            "datatier:network.vpcId is \"vpc-123\", but must be a VPC id: vpc- and 8 or 17"
                + " hexadecimal digits",
            "datatier:network.privateSubnets[1].id is \"subnet-0A1B2C3D4E5F60712\", but must be a"
                + " subnet id: subnet- and 8 or 17 hexadecimal digits",
            "datatier:network.privateSubnets[2].id is missing: the subnet, subnet-…",
            "datatier:network.privateSubnets[3].zone is missing: its Availability Zone, which is"
                + " not looked up",
            "datatier:network.endpointSecurityGroup is \"group\", but must be a security group id:"
                + " sg- and 8 or 17 hexadecimal digits"),
        LEAST
            .with(
                "network",
                """
                {vpcId: vpc-123, endpointSecurityGroup: group, privateSubnets: [
                  {id: subnet-0a1b2c3d4e5f60711, zone: us-east-1a},
                  {id: subnet-0A1B2C3D4E5F60712, zone: us-east-1b},
                  {zone: us-east-1c},
                  {id: subnet-0a1b2c3d4e5f60714}]}
                """)
            .complaints());
  }

  @Test
  void refuses_existing_subnets_in_one_zone() {
    assertEquals(
        List.of(
            "datatier:network.privateSubnets is invalid: \"[us-east-1a, us-east-1a]\" must be two"
                + " to sixteen, each a different Availability Zone"),
        LEAST
            .with(
                "network",
                """
                {vpcId: vpc-0a1b2c3d, privateSubnets: [
                  {id: subnet-0a1b2c3d4e5f60711, zone: us-east-1a},
                  {id: subnet-0a1b2c3d4e5f60712, zone: us-east-1a}]}
                """)
            .complaints());
  }

  @Test
  void refuses_one_existing_subnet() {
    assertEquals(
        List.of(
            "datatier:network.privateSubnets is invalid: \"[us-east-1a]\" must be two to sixteen,"
                + " each a different Availability Zone"),
        LEAST
            .with(
                "network",
                """
                {vpcId: vpc-0a1b2c3d, privateSubnets: [
                  {id: subnet-0a1b2c3d4e5f60711, zone: us-east-1a}]}
                """)
            .complaints());
  }

  @Test
  void refuses_zones_beside_an_existing_network() {
    assertEquals(
        List.of(
            "datatier:network.zones is for a new VPC, but vpcId or privateSubnets name an"
                + " existing one; remove one or the other",
            "datatier:network.privateSubnets is missing: two or more, each with its id and zone"),
        LEAST
            .with("network", "{vpcId: vpc-0a1b2c3d, zones: [us-east-1a, us-east-1b]}")
            .complaints());
  }

  @Test
  void refuses_a_security_group_of_endpoints_that_are_to_be_created() {
    assertEquals(
        List.of(
            "datatier:network.endpointSecurityGroup is for an existing VPC, but zones or"
                + " cidrBlock ask for a new one; remove one or the other"),
        LEAST
            .with(
                "network",
                """
                {zones: [us-east-1a, us-east-1b],
                 endpointSecurityGroup: sg-0a1b2c3d4e5f60719}
                """)
            .complaints());
  }

  @Test
  void asks_whether_a_mistyped_key_meant_another() {
    assertEquals(
        List.of(
            "datatier:network.vpcId is missing: give vpcId and privateSubnets of an existing VPC,"
                + " or zones for a new one",
            "datatier:network.vpcID is not a known key; did you mean datatier:network.vpcId?"),
        LEAST.with("network", "{vpcID: vpc-0a1b2c3d}").complaints());
  }

  @Test
  void refuses_a_service_that_is_reached_through_a_gateway() {
    assertEquals(
        List.of(
            "datatier:network.endpointServices[1] is \"s3\", but must be reached through a gateway"
                + " endpoint, which a created network does not have; use an existing VPC that"
                + " does"),
        LEAST
            .with("network", "{zones: [us-east-1a, us-east-1b], endpointServices: [sqs, s3]}")
            .complaints());
  }
}
