package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.TIMEOUT;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * What security groups make of the way from each client to its proxy, and from the proxy to the
 * database.
 */
final class PathCheck implements Check {

  private final Databases databases;
  private final Ports ports;

  PathCheck(Databases databases, Ports ports) {
    this.databases = databases;
    this.ports = ports;
  }

  @Override
  public Stream<Question> questions(Tier tier) {
    return Stream.concat(
        tier.clients().isEmpty()
            ? Stream.of(new Question(TIMEOUT, "clients", () -> Stream.of(nobody())))
            : tier.ofClients(
                TIMEOUT,
                client ->
                    tier.endpointOf(client).stream()
                        .flatMap(endpoint -> ofClient(client, endpoint))),
        databases.questions(
            tier, TIMEOUT, (proxy, database) -> path(proxy.first().side(), database)));
  }

  private static Finding nobody() {
    return Finding.note(
        TIMEOUT,
        "the stack has no clients, so no network path was checked",
        "Run this for the stack that has them.");
  }

  private Stream<Finding> ofClient(Client client, Endpoint endpoint) {
    var name = client.side().name();
    if (client.side().subnets().isEmpty()) {
      return Stream.of(
          Finding.bad(
              TIMEOUT,
              name + " is not in a VPC",
              "Put it into the proxy's VPC: a proxy is never public."));
    }
    var elsewhere =
        ports.vpcs(client.side()).stream()
            .filter(vpc -> !vpc.equals(endpoint.vpc()))
            .map(
                vpc ->
                    Finding.note(
                        TIMEOUT,
                        "%s is in VPC %s, the proxy in %s".formatted(name, vpc, endpoint.vpc()),
                        "Put both into one VPC, unless peering or a transit gateway connects them."));
    return Stream.concat(elsewhere, path(client.side(), endpoint.side(), Proxy.PORT));
  }

  private Stream<Finding> path(Ports.Side proxy, DBInstance database) {
    var groups =
        database.vpcSecurityGroups().stream().map(group -> group.vpcSecurityGroupId()).toList();
    var subnets =
        Optional.ofNullable(database.dbSubnetGroup()).stream()
            .flatMap(group -> group.subnets().stream())
            .map(subnet -> subnet.subnetIdentifier())
            .toList();
    return path(
        proxy,
        new Ports.Side("database " + database.dbInstanceIdentifier(), groups, subnets),
        Optional.ofNullable(database.endpoint()).map(it -> it.port()).orElse(Proxy.PORT));
  }

  private Stream<Finding> path(Ports.Side from, Ports.Side to, int port) {
    var obstacles = ports.obstacles(from, to, port);
    return obstacles.isEmpty()
        ? Stream.of(
            Finding.good(
                TIMEOUT,
                "the security groups let %s reach %s on port %d"
                    .formatted(from.name(), to.name(), port)),
            Finding.note(
                TIMEOUT,
                "routes and network ACLs are not checked",
                "If clients still time out, check those of their subnets, the proxy's and the"
                    + " database's."))
        : obstacles.stream().map(PathCheck::of);
  }

  private static Finding of(Ports.Obstacle obstacle) {
    return obstacle.unless().isEmpty()
        ? Finding.bad(
            TIMEOUT,
            obstacle.text(),
            "Run `pulumi up --refresh`: the stack's own rules let it through.")
        : Finding.note(
            TIMEOUT,
            "%s, unless its address is in %s"
                .formatted(obstacle.text(), String.join(" or ", obstacle.unless())),
            "Not decided: addresses and prefix lists (pl-...) are not resolved. Check them"
                + " yourself.");
  }
}
