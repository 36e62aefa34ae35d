package io.datatier.network;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.datatier.config.InvalidValue;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class NetworkTest {

  private static RecordedStack created;

  @BeforeAll
  static void register() {
    created =
        RecordedStack.of(
            context -> {
              var network =
                  new Network(
                      "net",
                      new CreatedNetwork(
                          new CidrBlock("10.20.0.0/16"),
                          new Zones(
                              List.of(
                                  new AvailabilityZone("eu-west-1a"),
                                  new AvailabilityZone("eu-west-1b")))));
              context.export("vpc", network.vpcId());
              context.export("subnets", network.privateSubnetIds());
            });
  }

  @Test
  void makes_a_vpc_with_a_subnet_a_zone_and_the_endpoints_that_functions_need() {
    assertEquals(
        List.of(
            "endpoint-secretsmanager: aws:ec2/vpcEndpoint:VpcEndpoint in datatier:network:Network",
            "endpoints-group: aws:ec2/securityGroup:SecurityGroup in datatier:network:Network",
            "subnet-eu-west-1a: aws:ec2/subnet:Subnet in datatier:network:Network",
            "subnet-eu-west-1b: aws:ec2/subnet:Subnet in datatier:network:Network",
            "vpc: aws:ec2/vpc:Vpc in datatier:network:Network"),
        created.childrenOf("net"));
  }

  @Test
  void gives_each_zone_a_sixteenth_of_the_range_and_no_public_addresses() {
    assertEquals(
        Map.of(
            "vpcId", "net-vpc-id",
            "availabilityZone", "eu-west-1b",
            "cidrBlock", "10.20.16.0/20",
            "mapPublicIpOnLaunch", false,
            "tags", Map.of("Name", "net-subnet-eu-west-1b")),
        created.resource("net-subnet-eu-west-1b").inputs());
  }

  @Test
  void keeps_the_range_of_each_zone_when_zones_are_added_removed_or_reordered() {
    var usual = Map.of("a", "10.20.0.0/20", "b", "10.20.16.0/20", "c", "10.20.32.0/20");
    assertEquals(usual, rangesOf("a", "b", "c"));
    assertEquals(usual, rangesOf("c", "a", "b"));
    assertEquals(Map.of("a", "10.20.0.0/20", "c", "10.20.32.0/20"), rangesOf("a", "c"));
    assertEquals(Map.of("b", "10.20.16.0/20", "p", "10.20.240.0/20"), rangesOf("p", "b"));
  }

  private static Map<String, Object> rangesOf(String... letters) {
    var zones = Stream.of(letters).map(it -> new AvailabilityZone("eu-west-1" + it)).toList();
    var network =
        RecordedStack.of(
            context ->
                new Network(
                    "net", new CreatedNetwork(new CidrBlock("10.20.0.0/16"), new Zones(zones))));
    return Stream.of(letters)
        .collect(
            toMap(
                letter -> letter,
                letter ->
                    network.resource("net-subnet-eu-west-1" + letter).inputs().get("cidrBlock")));
  }

  @Test
  void resolves_the_services_names_to_its_endpoints() {
    assertEquals(
        Map.of(
            "vpcId",
            "net-vpc-id",
            "serviceName",
            "com.amazonaws.eu-west-1.secretsmanager",
            "vpcEndpointType",
            "Interface",
            "privateDnsEnabled",
            true,
            "subnetIds",
            List.of("net-subnet-eu-west-1a-id", "net-subnet-eu-west-1b-id"),
            "securityGroupIds",
            List.of("net-endpoints-group-id"),
            "tags",
            Map.of("Name", "net-endpoint-secretsmanager")),
        created.resource("net-endpoint-secretsmanager").inputs());
  }

  @Test
  void reaches_the_services_that_are_asked_for_and_no_others() {
    var services =
        Stream.of("sqs", "xray", "secretsmanager").map(EndpointService::new).collect(toSet());
    var zones =
        new Zones(List.of(new AvailabilityZone("eu-west-1a"), new AvailabilityZone("eu-west-1b")));
    var network =
        RecordedStack.of(
            context ->
                new Network(
                    "net",
                    new CreatedNetwork(
                        new CidrBlock("10.20.0.0/16"), zones, Optional.of(services))));
    assertEquals(
        List.of(
            "endpoint-secretsmanager: aws:ec2/vpcEndpoint:VpcEndpoint in datatier:network:Network",
            "endpoint-sqs: aws:ec2/vpcEndpoint:VpcEndpoint in datatier:network:Network",
            "endpoint-xray: aws:ec2/vpcEndpoint:VpcEndpoint in datatier:network:Network"),
        network.childrenOf("net").stream().filter(it -> it.startsWith("endpoint-")).toList());
  }

  @Test
  void refuses_services_that_an_interface_endpoint_does_not_reach() {
    assertEquals(
        "\"s3\" must be reached through a gateway endpoint, which a created network does not have;"
            + " use an existing VPC that does",
        assertThrows(InvalidValue.class, () -> new EndpointService("s3")).getMessage());
    assertEquals(
        "\"Secrets Manager\" must be a service with an interface endpoint, such as secretsmanager or"
            + " sqs",
        assertThrows(InvalidValue.class, () -> new EndpointService("Secrets Manager"))
            .getMessage());
  }

  @Test
  void lets_clients_depend_on_the_endpoints_that_they_call() {
    var network =
        RecordedStack.of(
            context -> {
              var zones =
                  new Zones(
                      List.of(
                          new AvailabilityZone("eu-west-1a"), new AvailabilityZone("eu-west-1b")));
              var made =
                  new Network(
                      "net",
                      new CreatedNetwork(new CidrBlock("10.20.0.0/16"), zones)
                          .reaching(
                              Set.of(
                                  EndpointService.SECRETS_MANAGER, new EndpointService("logs"))));
              new ComponentResource(
                  "test:index:Client",
                  "client",
                  ComponentResourceOptions.builder()
                      .dependsOn(
                          made.permitAwsCalls(
                              "client", Output.of("sg-1"), CustomResourceOptions.Empty))
                      .build());
            });
    assertEquals(
        Map.of(
            "dependsOn",
            List.of(
                "client-egress",
                "client-ingress",
                "net-endpoint-logs",
                "net-endpoint-secretsmanager")),
        network.resource("client").options());
  }

  @Test
  void lets_clients_reach_the_destinations_of_an_existing_vpc() {
    var network =
        RecordedStack.of(
            context ->
                new Network(
                        "net",
                        new ExistingNetwork(
                            new VpcId(SampleTier.VPC),
                            new PrivateSubnets(
                                List.of(
                                    new PrivateSubnet(
                                        new SubnetId(SampleTier.SUBNETS.get(0)),
                                        new AvailabilityZone("us-east-1a")),
                                    new PrivateSubnet(
                                        new SubnetId(SampleTier.SUBNETS.get(1)),
                                        new AvailabilityZone("us-east-1b")))),
                            Optional.empty(),
                            List.of(
                                new Destination(new DestinationAddress("pl-63a5400a"), 443),
                                new Destination(new DestinationAddress("10.1.0.0/16"), 6379))))
                    .permitDestinations("to", Output.of("sg-1"), CustomResourceOptions.Empty));
    assertEquals(
        Map.of(
            "securityGroupId", "sg-1",
            "prefixListId", "pl-63a5400a",
            "ipProtocol", "tcp",
            "fromPort", 443.0,
            "toPort", 443.0,
            "description", "To pl-63a5400a"),
        network.resource("to-pl-63a5400a-443").inputs());
    assertEquals(
        Map.of(
            "securityGroupId", "sg-1",
            "cidrIpv4", "10.1.0.0/16",
            "ipProtocol", "tcp",
            "fromPort", 6379.0,
            "toPort", 6379.0,
            "description", "To 10.1.0.0/16"),
        network.resource("to-10-1-0-0-16-6379").inputs());
  }

  @Test
  void hands_out_what_it_made() {
    assertEquals("net-vpc-id", created.output("vpc"));
    assertEquals(
        List.of("net-subnet-eu-west-1a-id", "net-subnet-eu-west-1b-id"), created.output("subnets"));
  }

  @Test
  void makes_nothing_in_an_existing_vpc() {
    var existing =
        RecordedStack.of(
            context -> {
              var network = SampleTier.network();
              context.export("vpc", network.vpcId());
              context.export("subnets", network.privateSubnetIds());
            });
    assertEquals(List.of(), existing.childrenOf("net"));
    assertEquals(SampleTier.VPC, existing.output("vpc"));
    assertEquals(SampleTier.SUBNETS, existing.output("subnets"));
  }
}
