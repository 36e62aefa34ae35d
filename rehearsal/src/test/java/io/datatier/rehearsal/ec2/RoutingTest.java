package io.datatier.rehearsal.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways, route tables and what goes by them. */
final class RoutingTest {

  private final DataTier tier;

  RoutingTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft gateway(Live vpc) {
    return tier.aws().resource(Types.INTERNET_GATEWAY, "internet").with("vpcId", vpc.id());
  }

  private Draft address() {
    return tier.aws().resource(Types.ELASTIC_IP, "outward").with("domain", "vpc");
  }

  private Draft nat(Live subnet, Live address) {
    return tier.aws()
        .resource(Types.NAT_GATEWAY, "nat")
        .with("subnetId", subnet.id())
        .with("allocationId", address.id());
  }

  private Draft table(Live vpc) {
    return tier.aws().resource(Types.ROUTE_TABLE, "outward").with("vpcId", vpc.id());
  }

  private Draft route(String table, String target, Live gateway) {
    return tier.aws()
        .resource(Types.ROUTE, "outward")
        .with("routeTableId", table)
        .with("destinationCidrBlock", "0.0.0.0/0")
        .with(target, gateway.id());
  }

  private Draft association(Live subnet, Live table) {
    return tier.aws()
        .resource(Types.ROUTE_TABLE_ASSOCIATION, "outward")
        .with("subnetId", subnet.id())
        .with("routeTableId", table.id());
  }

  private Live other() {
    return tier.vpc().with("cidrBlock", "10.1.0.0/16").create();
  }

  @Test
  void leads_from_a_private_subnet_to_the_internet() {
    var vpc = tier.vpc().create();
    var open = tier.subnet(vpc, "a", "10.0.0.0/24").create();
    var closed = tier.subnet(vpc, "b", "10.0.1.0/24").create();
    var gateway = gateway(vpc).create();
    var address = address().create();
    var nat = nat(open, address).create();
    var table = table(vpc).create();
    var route = route(table.id(), "natGatewayId", nat).create();
    var association = association(closed, table).create();

    assertTrue(gateway.id().matches("igw-0[0-9a-f]{16}"), gateway.id());
    assertTrue(address.id().matches("eipalloc-0[0-9a-f]{16}"), address.id());
    assertTrue(nat.id().matches("nat-0[0-9a-f]{16}"), nat.id());
    assertEquals(address.text("publicIp"), nat.text("publicIp"));
    assertTrue(nat.text("privateIp").startsWith("10.0.0."), nat.text("privateIp"));
    assertEquals("r-" + table.id() + "1080289494", route.id());
    assertTrue(association.id().matches("rtbassoc-0[0-9a-f]{16}"), association.id());
    var all = List.of(gateway, address, nat, table, route, association);
    all.forEach(Live::expectSteady);

    gateway(vpc).imported(gateway.id());
    address().imported(address.id());
    nat(open, address).imported(nat.id());
    table(vpc).imported(table.id());
    route(table.id(), "natGatewayId", nat).imported(table.id() + "_0.0.0.0/0");
    association(closed, table).imported(closed.id() + "/" + table.id());

    var busy = "DependencyViolation: Network %s has some mapped public address(es).";
    gateway.expectDeleteRefused(
        "deleting EC2 Internet Gateway: "
            + busy.formatted(vpc.id())
            + " Please unmap those public address(es) before detaching the gateway.");
    address.expectDeleteRefused(
        "deleting EC2 EIP: InvalidIPAddress.InUse: Address %s is in use by %s."
            .formatted(address.text("publicIp"), nat.id()));
    table.expectDeleteRefused(
        "deleting EC2 Route Table: DependencyViolation: The routeTable '%s' has dependencies and cannot be deleted; %s (aws:ec2/routeTableAssociation:RouteTableAssociation) still uses it."
            .formatted(table.id(), association.id()));
    List.of(association, route, table, nat, address, gateway, closed, open, vpc)
        .forEach(Live::delete);
    assertEquals(List.of(), tier.aws().account().leftovers());
  }

  @Test
  void attaches_one_gateway_to_a_network() {
    var vpc = tier.vpc().create();
    var gateway = gateway(vpc).create();
    gateway(vpc)
        .named("again")
        .expectRefused(
            "creating EC2 Internet Gateway: Resource.AlreadyAssociated: Network %s already has an internet gateway attached: %s"
                .formatted(vpc.id(), gateway.id()));
    gateway.update(gateway(other())).expectSteady();
    gateway(vpc).create();
  }

  @Test
  void says_at_once_why_a_nat_gateway_would_fail() {
    var vpc = tier.vpc().create();
    var subnet = tier.subnet(vpc, "a", "10.0.0.0/24").create();
    var address = address().create();
    nat(subnet, address)
        .expectRefused(
            "creating EC2 NAT Gateway: Gateway.NotAttached: Network "
                + vpc.id()
                + " has no Internet gateway attached: let the NAT gateway depend on one.");
    gateway(vpc).create();
    var nat = nat(subnet, address).create();
    nat(subnet, address)
        .named("again")
        .expectRefused(
            "creating EC2 NAT Gateway: Resource.AlreadyAssociated: Elastic IP address [%s] is already associated with %s"
                .formatted(address.id(), nat.id()));
    nat(subnet, address)
        .with("allocationId", "eipalloc-0a1b2c3d4e5f60718")
        .expectRefusedAtPreview(
            "creating EC2 NAT Gateway: InvalidAllocationID.NotFound: The allocation ID"
                + " 'eipalloc-0a1b2c3d4e5f60718' does not exist");
    nat.expectReplacement(
        nat(subnet, address).without("allocationId").with("connectivityType", "private"),
        "allocationId",
        "connectivityType");
  }

  @Test
  void gives_out_five_addresses() {
    for (int i = 0; i < 5; i++) {
      address().create();
    }
    address()
        .expectRefused(
            "creating EC2 EIP: AddressLimitExceeded: The maximum number of addresses has been"
                + " reached: 5. More can be asked for in Service Quotas.");
  }

  @Test
  void refuses_routes_that_lead_nowhere() {
    var vpc = tier.vpc().create();
    var gateway = gateway(vpc).create();
    var table = table(vpc).create();
    var route = route(table.id(), "gatewayId", gateway);
    var refusal = "creating Route: ";
    route.create();
    route
        .named("again")
        .expectRefused(
            refusal
                + "RouteAlreadyExists: Route in Route Table ("
                + table.id()
                + ") with destination (0.0.0.0/0) already exists");
    route
        .with("destinationCidrBlock", "10.0.0.0/24")
        .expectRefusedAtPreview(
            refusal
                + "InvalidParameterValue: The destination CIDR block 10.0.0.0/24 is equal to or"
                + " more specific than one of this VPC's CIDR blocks. This route can target only an"
                + " interface or an instance.");
    route
        .with("gatewayId", "igw-0a1b2c3d4e5f60718")
        .expectRefusedAtPreview(
            refusal
                + "InvalidGatewayID.NotFound: The gateway ID 'igw-0a1b2c3d4e5f60718' does not"
                + " exist");
    route
        .with("routeTableId", "rtb-0a1b2c3d4e5f60718")
        .expectRefusedAtPreview(
            refusal
                + "InvalidRouteTableID.NotFound: The routeTable ID 'rtb-0a1b2c3d4e5f60718' does not"
                + " exist");
    var abroad = gateway(other()).create();
    route
        .with("gatewayId", abroad.id())
        .expectRefusedAtPreview(
            refusal
                + "InvalidParameterValue: route table %s and network gateway %s belong to different networks"
                    .formatted(table.id(), abroad.id()));
    route(vpc.text("mainRouteTableId"), "gatewayId", gateway).create().expectSteady();
  }

  @Test
  void gives_a_subnet_one_table_of_its_own_network() {
    var vpc = tier.vpc().create();
    var subnet = tier.subnet(vpc, "a", "10.0.0.0/24").create();
    var table = table(vpc).create();
    var association = association(subnet, table).create();
    var second = table(vpc).named("second").create();
    association(subnet, second)
        .expectRefused(
            "creating Route Table Association: Resource.AlreadyAssociated: the specified association for route table %s conflicts with an existing association: %s has %s"
                .formatted(second.id(), subnet.id(), table.id()));
    association.update(association(subnet, second)).expectSteady();
    var abroad = table(other()).create();
    association(subnet, abroad)
        .expectRefusedAtPreview(
            "creating Route Table Association: InvalidParameterValue: Route table %s and subnet %s belong to different networks"
                .formatted(abroad.id(), subnet.id()));
  }

  @Test
  void shows_routes_of_their_own_in_a_table_that_lists_its_routes() {
    var vpc = tier.vpc().create();
    var gateway = gateway(vpc).create();
    var inline =
        table(vpc)
            .with("routes", List.of(Map.of("cidrBlock", "0.0.0.0/0", "gatewayId", gateway.id())));
    var table = inline.create();
    table.expectSteady();
    inline.imported(table.id());
    var route =
        route(table.id(), "gatewayId", gateway)
            .with("destinationCidrBlock", "192.0.2.0/24")
            .create();
    var tagged = inline.with("tags", Map.of("Name", "outward"));
    var changed = table.update(tagged);
    assertEquals(route.id(), route.refresh().id());
    var drifted = changed.refresh();
    drifted.expectUpdate(tagged, "routes[1]");
    drifted.update(tagged);
    assertEquals("", route.refresh().id());
  }

  @Test
  void judges_routing() {
    tier.aws()
        .resource(Types.ROUTE, "outward")
        .with("routeTableId", "rtb-0a1b2c3d4e5f60718")
        .with("destinationCidrBlock", "0.0.0.0")
        .with("gatewayId", "igw-0a1b2c3d4e5f60718")
        .with("natGatewayId", "nat-0a1b2c3d4e5f60718")
        .expectFailures(
            "destinationCidrBlock: must be an IPv4 CIDR block that starts at its own network"
                + " address, such as 10.0.0.0/16, and is \"0.0.0.0\"",
            "natGatewayId: exactly one of carrierGatewayId, coreNetworkArn, egressOnlyGatewayId,"
                + " gatewayId, localGatewayId, natGatewayId, networkInterfaceId, transitGatewayId,"
                + " vpcEndpointId, vpcPeeringConnectionId must be set, and gatewayId and"
                + " natGatewayId both are");
    var everywhere = Map.of("cidrBlock", "0.0.0.0/0", "gatewayId", "igw-0a1b2c3d4e5f60718");
    tier.aws()
        .resource(Types.ROUTE_TABLE, "outward")
        .with("vpcId", "vpc")
        .with("routes", List.of(everywhere, everywhere, Map.of("cidrBlock", "192.0.2.0/24")))
        .expectFailures(
            "routes: must not have two routes to 0.0.0.0/0",
            "routes[2].carrierGatewayId: exactly one of carrierGatewayId, coreNetworkArn,"
                + " egressOnlyGatewayId, gatewayId, localGatewayId, natGatewayId,"
                + " networkInterfaceId, transitGatewayId, vpcEndpointId, vpcPeeringConnectionId"
                + " must be set, and none is",
            "vpcId: must be a VPC id such as vpc-0a1b2c3d4e5f60718, and is \"vpc\"");
    tier.aws()
        .resource(Types.NAT_GATEWAY, "nat")
        .with("subnetId", "subnet-0a1b2c3d4e5f60718")
        .expectFailures("allocationId: is required with connectivityType public");
    tier.aws()
        .resource(Types.NAT_GATEWAY, "nat")
        .with("subnetId", "subnet-0a1b2c3d4e5f60718")
        .with("connectivityType", "private")
        .with("allocationId", "eipalloc-0a1b2c3d4e5f60718")
        .expectFailures("allocationId: is not for a NAT gateway of connectivityType private");
    tier.aws()
        .resource(Types.ROUTE_TABLE_ASSOCIATION, "outward")
        .with("routeTableId", "rtb-0a1b2c3d4e5f60718")
        .expectFailures("subnetId: exactly one of subnetId, gatewayId must be set, and none is");
    address()
        .with("vpc", true)
        .with("associateWithPrivateIp", "10.0.0.5")
        .expectFailures(
            "associateWithPrivateIp: needs instance or networkInterface",
            "vpc: cannot be set together with domain");
  }
}
