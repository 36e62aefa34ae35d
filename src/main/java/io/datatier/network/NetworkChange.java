package io.datatier.network;

import com.pulumi.aws.ec2.inputs.GetSecurityGroupPlainArgs;
import com.pulumi.aws.ec2.inputs.GetVpcPlainArgs;
import com.pulumi.exceptions.RunException;
import io.datatier.aws.Lookup;
import io.datatier.config.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stack asks of the network in which its database runs. RDS moves no database that has a
 * standby or is a cluster to another VPC (RDS user guide, "Updating the VPC for a DB instance"),
 * and its subnet group keeps the subnets in use.
 *
 * @param name of the component that would create it
 * @param wanted the network that the stack asks for
 * @param databaseGroup a security group of the database
 * @param zone in which the database is, as far as it is in one
 */
public record NetworkChange(
    String name, NetworkSettings wanted, String databaseGroup, Optional<String> zone) {

  /**
   * All changes that would require moving the database.
   *
   * @throws RunException if AWS does not answer
   */
  public List<Fault> faults() {
    var group = GetSecurityGroupPlainArgs.builder().id(databaseGroup).build();
    var vpc =
        Lookup.of("aws:ec2/getSecurityGroup:getSecurityGroup", group).text("vpcId").orElseThrow();
    return Stream.of(
            wanted.either(existing -> vpc(existing, vpc), created -> range(created, vpc)),
            omitted())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Fault> vpc(ExistingNetwork existing, String vpc) {
    var asked = existing.vpcId().value();
    if (!asked.equals(vpc)) {
      return fault("vpcId", asked, vpc);
    }
    return found(vpc).object("tags").text("Name").equals(Optional.of(name))
        ? Optional.of(
            new Fault(
                "datatier:network.vpcId",
                "is "
                    + vpc
                    + ", which has the name of this stack's own VPC, so Pulumi would delete it if"
                    + " it is in this stack's state. Keep zones and cidrBlock, or, if it is not"
                    + " in the state, change its Name tag"))
        : Optional.empty();
  }

  private static Lookup found(String vpc) {
    return Lookup.of("aws:ec2/getVpc:getVpc", GetVpcPlainArgs.builder().id(vpc).build());
  }

  private static Optional<Fault> range(CreatedNetwork created, String vpc) {
    var has = found(vpc).text("cidrBlock").orElseThrow();
    var asked = created.cidrBlock().value();
    return asked.equals(has)
        ? Optional.empty()
        : fault("cidrBlock", asked, has + ", the range of " + vpc);
  }

  private static Optional<Fault> fault(String key, String asked, String has) {
    return Optional.of(
        new Fault(
            "datatier:network." + key,
            "is \""
                + asked
                + "\", but must be "
                + has
                + ", where the database is: a run does not move it; docs/operations.md, \"What RDS"
                + " cannot change\", says what to do instead"));
  }

  private Optional<Fault> omitted() {
    var zones = wanted.either(it -> it.privateSubnets().zones(), it -> it.zones().zones());
    return zone.filter(it -> zones.stream().map(AvailabilityZone::name).noneMatch(it::equals))
        .map(
            it ->
                new Fault(
                    "datatier:network",
                    "leaves out "
                        + it
                        + ", where the database is: keep the zone, or fail over to a standby in"
                        + " another zone first (aws rds reboot-db-instance --force-failover)"));
  }
}
