package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Cidr;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What routes say, within a table or as resources of their own, and what EC2 refuses of it. */
final class Routing {

  static final List<String> TARGETS =
      List.of(
          "carrierGatewayId",
          "coreNetworkArn",
          "egressOnlyGatewayId",
          "gatewayId",
          "localGatewayId",
          "natGatewayId",
          "networkInterfaceId",
          "transitGatewayId",
          "vpcEndpointId",
          "vpcPeeringConnectionId");

  private Routing() {}

  /** The VPC of a route table, be it one of its own or the main one that came with the VPC. */
  static Entity vpc(Account account, String table) {
    return account
        .find(Types.ROUTE_TABLE, table)
        .flatMap(found -> found.text("vpcId"))
        .flatMap(vpc -> account.find(Types.VPC, vpc))
        .or(() -> account.findBy(Types.VPC, "mainRouteTableId", table))
        .orElseThrow(
            () ->
                new AwsFault(
                    "InvalidRouteTableID.NotFound",
                    "The routeTable ID '%s' does not exist".formatted(table)));
  }

  /**
   * Refuses a target that is not there, is not in the VPC, or cannot have that destination.
   *
   * @param destination an IPv4 range, if it is one
   */
  static void leads(Account account, String table, Optional<String> destination, Fields route) {
    var vpc = vpc(account, table);
    var gateway = route.text("gatewayId").filter(id -> id.startsWith("igw-"));
    var nat = route.text("natGatewayId");
    gateway.ifPresent(
        id -> {
          var found =
              account
                  .find(Types.INTERNET_GATEWAY, id)
                  .orElseThrow(
                      () ->
                          new AwsFault(
                              "InvalidGatewayID.NotFound",
                              "The gateway ID '%s' does not exist".formatted(id)));
          sameNetwork(table, "network gateway", id, vpc, found.text("vpcId"));
        });
    nat.ifPresent(
        id -> {
          var found =
              account
                  .find(Types.NAT_GATEWAY, id)
                  .orElseThrow(
                      () ->
                          new AwsFault(
                              "InvalidNatGatewayID.NotFound",
                              "The natGateway ID '%s' does not exist".formatted(id)));
          var its =
              found
                  .text("subnetId")
                  .flatMap(subnet -> account.find(Types.SUBNET, subnet))
                  .flatMap(subnet -> subnet.text("vpcId"));
          sameNetwork(table, "nat gateway", id, vpc, its);
        });
    var own = vpc.text("cidrBlock").flatMap(Cidr::parse);
    boolean isWithin =
        destination
            .flatMap(Cidr::parse)
            .filter(range -> own.filter(its -> its.contains(range)).isPresent())
            .isPresent();
    if (isWithin && (gateway.isPresent() || nat.isPresent())) {
      throw new AwsFault(
          "InvalidParameterValue",
          "The destination CIDR block %s is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance."
              .formatted(destination.get()));
    }
  }

  private static void sameNetwork(
      String table, String what, String id, Entity vpc, Optional<String> its) {
    if (!its.equals(Optional.of(vpc.id()))) {
      throw new AwsFault(
          "InvalidParameterValue",
          "route table %s and %s %s belong to different networks".formatted(table, what, id));
    }
  }

  /** The routes of a table that are resources of their own. */
  static Stream<Entity> of(Account account, String table) {
    return account
        .all(Types.ROUTE)
        .filter(route -> route.text("routeTableId").equals(Optional.of(table)));
  }

  /** Where a route leads to, in the words of a resource of its own. */
  static String destination(Fields route) {
    return Stream.of("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId")
        .flatMap(name -> route.text(name).stream())
        .findFirst()
        .orElse("");
  }

  /** Where a route leads to, in the words of a route within a table. */
  static String destinationWithin(Fields route) {
    return Stream.of("cidrBlock", "ipv6CidrBlock", "destinationPrefixListId")
        .flatMap(name -> route.text(name).stream())
        .findFirst()
        .orElse("");
  }
}
