package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.References;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Follows internal/service/ec2/vpc_route_table.go of the provider. A table that lists its routes
 * lists all of them: routes that are resources of their own show in it at the next refresh, and go
 * with its next change.
 */
public final class RouteTable implements ResourceType {

  @Override
  public Traits traits() {
    return Traits.of(Types.ROUTE_TABLE, "EC2 Route Table")
        .replacedBy("vpcId")
        .filledByAws("propagatingVgws", "routes")
        .unordered("propagatingVgws", "routes");
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account.find(Types.ROUTE_TABLE, id).map(table -> withAllRoutes(account, table));
  }

  private static Entity withAllRoutes(Account account, Entity table) {
    var routes = new ArrayList<>(table.properties().items("routes"));
    if (routes.isEmpty()) {
      return table;
    }
    Routing.of(account, table.id()).map(route -> within(route.properties())).forEach(routes::add);
    return table.with(table.properties().with("routes", new Value.Items(routes)));
  }

  /** A route as its table would list it. */
  private static Fields within(Fields route) {
    var listed = new TreeMap<String, Value>();
    Routing.TARGETS.forEach(name -> route.get(name).ifPresent(target -> listed.put(name, target)));
    route.get("destinationCidrBlock").ifPresent(it -> listed.put("cidrBlock", it));
    route.get("destinationIpv6CidrBlock").ifPresent(it -> listed.put("ipv6CidrBlock", it));
    route.get("destinationPrefixListId").ifPresent(it -> listed.put("destinationPrefixListId", it));
    return new Fields(listed);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .matches("vpcId", References.VPC_ID, "be a VPC id such as vpc-0a1b2c3d4e5f60718")
        .each(
            "routes",
            route ->
                route
                    .cidr("cidrBlock", 0, 32)
                    .exactlyOne("cidrBlock", "ipv6CidrBlock", "destinationPrefixListId")
                    .exactlyOne(Routing.TARGETS.toArray(String[]::new)));
    var seen = new HashSet<String>();
    inputs.values().objects("routes").stream()
        .map(Routing::destinationWithin)
        .filter(to -> !to.isEmpty() && !seen.add(to))
        .forEach(to -> inputs.fail("routes", "must not have two routes to " + to));
  }

  @Override
  public void refer(Account account, Fields inputs) {
    inputs.text("vpcId").ifPresent(vpc -> References.vpc(account, vpc));
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties
        .withDefault("routes", new Value.Items(List.of()))
        .withDefault("propagatingVgws", new Value.Items(List.of()));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var id = Ids.ec2(account, "rtb");
    var table =
        new Entity(
            Types.ROUTE_TABLE,
            id,
            account.region(),
            new Origin.Made(),
            properties
                .with("arn", account.arn("ec2", "route-table/" + id))
                .with("ownerId", account.number()));
    lead(account.with(table), table);
    return Made.in(account, table);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties, Fields state) {
    var table = before.with(properties);
    lead(account, table);
    var listed = properties.objects("routes").stream().map(Routing::destinationWithin).toList();
    var changed = account;
    if (!properties.items("routes").equals(state.items("routes"))) {
      for (var route : Routing.of(account, before.id()).toList()) {
        if (!listed.contains(Routing.destination(route.properties()))) {
          changed = changed.without(route);
        }
      }
    }
    return Made.in(changed, table);
  }

  private static void lead(Account account, Entity table) {
    table
        .properties()
        .objects("routes")
        .forEach(route -> Routing.leads(account, table.id(), route.text("cidrBlock"), route));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    // EC2 deletes a table with its routes, but not while a subnet or an endpoint has it.
    Stream<Entity> users = account.using(entity);
    users
        .filter(user -> !user.type().equals(Types.ROUTE))
        .findFirst()
        .ifPresent(
            user -> {
              throw new AwsFault(
                  "DependencyViolation",
                  "The routeTable '%s' has dependencies and cannot be deleted; %s (%s) still uses it."
                      .formatted(entity.id(), user.id(), user.type()));
            });
    var without = account.without(entity);
    for (var route : Routing.of(account, entity.id()).toList()) {
      without = without.without(route);
    }
    return without;
  }
}
