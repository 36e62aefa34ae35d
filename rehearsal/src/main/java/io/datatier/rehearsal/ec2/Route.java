package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Follows internal/service/ec2/vpc_route.go of the provider, which makes the id from the table and
 * the destination's checksum. It is imported by the table and the destination, with an underscore
 * between.
 */
public final class Route implements ResourceType {

  @Override
  public Traits traits() {
    return Traits.of(Types.ROUTE, "Route")
        .replacedBy(
            "destinationCidrBlock",
            "destinationIpv6CidrBlock",
            "destinationPrefixListId",
            "routeTableId")
        .filledByAws("networkInterfaceId");
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(Types.ROUTE, id)
        .or(
            () ->
                account
                    .all(Types.ROUTE)
                    .filter(route -> importId(route.properties()).equals(id))
                    .findFirst());
  }

  private static String importId(Fields route) {
    return route.text("routeTableId", "") + "_" + Routing.destination(route);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .cidr("destinationCidrBlock", 0, 32)
        .exactlyOne("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId")
        .exactlyOne(Routing.TARGETS.toArray(String[]::new));
  }

  @Override
  public void refer(Account account, Fields inputs) {
    inputs
        .text("routeTableId")
        .ifPresent(
            table -> Routing.leads(account, table, inputs.text("destinationCidrBlock"), inputs));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var table = properties.text("routeTableId", "");
    var destination = Routing.destination(properties);
    var listed =
        account.find(Types.ROUTE_TABLE, table).stream()
            .flatMap(found -> found.properties().objects("routes").stream())
            .map(Routing::destinationWithin);
    var local = Routing.vpc(account, table).text("cidrBlock").stream();
    var others = Routing.of(account, table).map(route -> Routing.destination(route.properties()));
    if (Stream.of(listed, local, others).flatMap(each -> each).anyMatch(destination::equals)) {
      throw new AwsFault(
          "RouteAlreadyExists",
          "Route in Route Table (%s) with destination (%s) already exists"
              .formatted(table, destination));
    }
    var checksum = new CRC32();
    checksum.update(destination.getBytes(StandardCharsets.UTF_8));
    return Made.in(
        account,
        new Entity(
            Types.ROUTE,
            "r-" + table + checksum.getValue(),
            account.region(),
            new Origin.Made(),
            properties
                .with("origin", "CreateRoute")
                .with("state", "active")
                .with("instanceId", "")
                .with("instanceOwnerId", "")));
  }
}
