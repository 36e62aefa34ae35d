package io.datatier.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.core.Output;
import io.datatier.config.Fault;
import io.datatier.testing.MockedAnswers;
import io.datatier.testing.RecordedStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NetworkChangeTest {

  private static final String WAY =
      ", where the database is: a run does not move it; docs/operations.md, \"What RDS cannot"
          + " change\", says what to do instead";

  @Test
  void lets_a_network_be_that_has_the_database() {
    assertEquals(List.of(), faults(existing("vpc-0a1b2c3d"), Optional.of("us-east-1b")));
    assertEquals(List.of(), faults(created("10.20.0.0/16"), Optional.of("us-east-1a")));
    assertEquals(List.of(), faults(created("10.20.0.0/16"), Optional.empty()));
  }

  @Test
  void names_another_vpc_and_a_zone_that_is_left_out_at_once() {
    assertEquals(
        List.of(
            "datatier:network.vpcId is \"vpc-0f0f0f0f\", but must be vpc-0a1b2c3d" + WAY,
            "datatier:network leaves out us-east-1c, where the database is: keep the zone, or fail"
                + " over to a standby in another zone first (aws rds reboot-db-instance"
                + " --force-failover)"),
        faults(existing("vpc-0f0f0f0f"), Optional.of("us-east-1c")));
    assertEquals(
        List.of(
            "datatier:network.cidrBlock is \"10.30.0.0/16\", but must be 10.20.0.0/16, the range"
                + " of vpc-0a1b2c3d"
                + WAY),
        faults(created("10.30.0.0/16"), Optional.of("us-east-1a")));
  }

  private static NetworkSettings existing(String vpc) {
    return new ExistingNetwork(
        new VpcId(vpc),
        new PrivateSubnets(
            List.of(
                new PrivateSubnet(new SubnetId("subnet-0a1b2c3d"), zone("us-east-1a")),
                new PrivateSubnet(new SubnetId("subnet-1a1b2c3d"), zone("us-east-1b")))),
        Optional.empty());
  }

  private static NetworkSettings created(String range) {
    return new CreatedNetwork(
        new CidrBlock(range), new Zones(List.of(zone("us-east-1a"), zone("us-east-1b"))));
  }

  private static AvailabilityZone zone(String name) {
    return new AvailabilityZone(name);
  }

  @Test
  void does_not_let_go_of_a_vpc_that_the_stack_made() {
    assertEquals(
        List.of(
            "datatier:network.vpcId is vpc-0a1b2c3d, which has the name of this stack's own VPC, so"
                + " Pulumi would delete it if it is in this stack's state. Keep zones and"
                + " cidrBlock, or, if it is not in the state, change its Name tag"),
        faults("network-prod", existing("vpc-0a1b2c3d"), Optional.empty()));
  }

  private static Object faults(NetworkSettings wanted, Optional<String> zone) {
    return faults("shared", wanted, zone);
  }

  private static Object faults(String vpcName, NetworkSettings wanted, Optional<String> zone) {
    var answers =
        new MockedAnswers(
            Map.of(),
            Map.of(
                "aws:ec2/getSecurityGroup:getSecurityGroup",
                Map.of("vpcId", "vpc-0a1b2c3d"),
                "aws:ec2/getVpc:getVpc",
                Map.of("cidrBlock", "10.20.0.0/16", "tags", Map.of("Name", vpcName))));
    return RecordedStack.of(
            context -> {
              var faults = new NetworkChange("network-prod", wanted, "sg-0a1b2c3d", zone).faults();
              context.export("faults", Output.of(faults.stream().map(Fault::toString).toList()));
            },
            answers)
        .output("faults");
  }
}
