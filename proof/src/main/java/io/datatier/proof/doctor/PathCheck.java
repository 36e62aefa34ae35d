package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.TIMEOUT;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** The way from each function to the proxy, and from the proxy to the database. */
final class PathCheck implements Check {

  private final Aws aws;

  PathCheck(Aws aws) {
    this.aws = aws;
  }

  @Override
  public Stream<Finding> findings(DeployedStack stack, Proxy proxy) {
    return Stream.concat(
        stack.functions().stream().flatMap(name -> ofFunction(function(name), proxy)),
        databases(proxy).stream().flatMap(database -> ofDatabase(database, proxy)));
  }

  private GetFunctionConfigurationResponse function(String name) {
    return aws.lambda().getFunctionConfiguration(request -> request.functionName(name));
  }

  private Stream<Finding> ofFunction(GetFunctionConfigurationResponse function, Proxy proxy) {
    var name = function.functionName();
    var vpc = function.vpcConfig();
    if (vpc == null || vpc.subnetIds().isEmpty()) {
      return Stream.of(
          Finding.bad(
              TIMEOUT,
              name + " is in no VPC",
              "Put it into the proxy's VPC: a proxy is never public."));
    }
    var found = new ArrayList<Finding>();
    if (!Objects.equals(vpc.vpcId(), proxy.itself().vpcId())) {
      found.add(
          Finding.bad(
              TIMEOUT,
              "%s is in VPC %s, the proxy in %s"
                  .formatted(name, vpc.vpcId(), proxy.itself().vpcId()),
              "Put both into the same VPC, or connect the two by peering."));
    }
    var side = new Ports.Side(name, vpc.securityGroupIds(), vpc.subnetIds());
    found.addAll(path(side, proxy.side(), Proxy.PORT));
    proxy
        .pool()
        .map(pool -> pool.connectionBorrowTimeout())
        .filter(wait -> wait >= function.timeout())
        .ifPresent(
            wait ->
                found.add(
                    Finding.note(
                        TIMEOUT,
                        "%s ends after %d s, before the proxy's borrow timeout of %d s"
                            .formatted(name, function.timeout(), wait),
                        "Lower datatier:proxy.pool.borrowTimeout below it, or clients never see"
                            + " why they waited.")));
    return found.stream();
  }

  private Stream<Finding> ofDatabase(DBInstance database, Proxy proxy) {
    var name = database.dbInstanceIdentifier();
    var status = database.dbInstanceStatus();
    var groups =
        database.vpcSecurityGroups().stream().map(group -> group.vpcSecurityGroupId()).toList();
    var subnets =
        Optional.ofNullable(database.dbSubnetGroup()).stream()
            .flatMap(group -> group.subnets().stream())
            .map(subnet -> subnet.subnetIdentifier())
            .toList();
    var health =
        status.equals("available")
            ? Finding.good(TIMEOUT, "database " + name + " is available")
            : Finding.bad(
                TIMEOUT,
                "database %s is %s".formatted(name, status),
                "Wait until it is available; while it restarts, clients wait for a connection.");
    return Stream.concat(
        Stream.of(health),
        path(
            proxy.side(),
            new Ports.Side("database " + name, groups, subnets),
            Optional.ofNullable(database.endpoint()).map(it -> it.port()).orElse(Proxy.PORT))
            .stream());
  }

  private List<Finding> path(Ports.Side from, Ports.Side to, int port) {
    var obstacles = new Ports(aws.ec2()).obstacles(from, to, port);
    return obstacles.isEmpty()
        ? List.of(
            Finding.good(
                TIMEOUT, "%s reaches %s on port %d".formatted(from.name(), to.name(), port)))
        : obstacles.stream()
            .map(
                obstacle ->
                    Finding.bad(
                        TIMEOUT,
                        obstacle,
                        "Run `pulumi up --refresh`: the stack's own rules let it through."))
            .toList();
  }

  private List<DBInstance> databases(Proxy proxy) {
    return proxy.targets().stream()
        .filter(target -> target.typeAsString().equals("RDS_INSTANCE"))
        .flatMap(
            target ->
                aws
                    .rds()
                    .describeDBInstances(
                        request -> request.dbInstanceIdentifier(target.rdsResourceId()))
                    .dbInstances()
                    .stream())
        .toList();
  }
}
