package io.datatier.rehearsal.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A single instance of EC2, as a user starts one beside the tier. */
final class Ec2InstanceTest {

  private final DataTier tier;

  Ec2InstanceTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft instance() {
    return tier.aws()
        .resource(Types.EC2_INSTANCE, "worker")
        .with("ami", "ami-0a1b2c3d4e5f60718")
        .with("instanceType", "t4g.small");
  }

  @Test
  void gives_an_instance_what_ec2_gives_it() {
    var vpc = tier.vpc().create();
    var subnet = tier.subnet(vpc, "a", "10.0.0.0/24").create();
    var draft = instance().with("subnetId", subnet.id()).with("userData", "#!/bin/sh");
    var instance = draft.create();
    assertTrue(instance.id().matches("i-0[0-9a-f]{16}"), instance.id());
    assertTrue(instance.text("privateIp").startsWith("10.0.0."), instance.text("privateIp"));
    assertEquals(
        "ip-" + instance.text("privateIp").replace('.', '-') + ".ec2.internal",
        instance.text("privateDns"));
    assertEquals("us-east-1a", instance.text("availabilityZone"));
    assertEquals(
        List.of(vpc.text("defaultSecurityGroupId")), instance.outputs().get("vpcSecurityGroupIds"));
    instance.expectSteady();
    draft.imported(instance.id());
    instance.expectUpdate(
        draft.with("instanceType", "t4g.medium").with("userData", "#!/bin/bash"),
        "instanceType",
        "userData");
    instance.expectReplacement(draft.with("ami", "ami-0a1b2c3d4e5f60719"), "ami");
    instance.expectReplacement(
        draft.with("userData", "#!/bin/bash").with("userDataReplaceOnChange", true), "userData");
    subnet.expectDeleteRefused(
        "deleting EC2 Subnet: DependencyViolation: The subnet '%s' has dependencies and cannot be deleted; %s (aws:ec2/instance:Instance) still uses it."
            .formatted(subnet.id(), instance.id()));
  }

  @Test
  void says_at_once_what_would_keep_an_instance_from_working() {
    var vpc = tier.vpc().create();
    var subnet = tier.subnet(vpc, "a", "10.0.0.0/24").create();
    var instance = instance().with("subnetId", subnet.id());
    instance()
        .expectRefused(
            "creating EC2 Instance: VPCIdNotSpecified: No default VPC for this user: the"
                + " rehearsal's account has none; set subnetId.");
    instance
        .with("iamInstanceProfile", "nobody")
        .expectRefused(
            "creating EC2 Instance: InvalidParameterValue: Value (nobody) for parameter"
                + " iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name");
    var role = tier.role("lambda.amazonaws.com").create();
    var profile =
        tier.aws().resource(Types.INSTANCE_PROFILE, "worker").with("role", role.id()).create();
    instance
        .with("iamInstanceProfile", profile.id())
        .expectRefused(
            "creating EC2 Instance: InvalidParameterValue: The role"
                + " arn:aws:iam::123456789012:role/role-0123456 cannot be assumed by"
                + " ec2.amazonaws.com: its trust policy must allow sts:AssumeRole to that service.");
    instance
        .with("availabilityZone", "us-east-1b")
        .expectRefusedAtPreview(
            "creating EC2 Instance: InvalidParameterValue: The availability zone 'us-east-1b' is"
                + " not that of the subnet "
                + subnet.id()
                + ": us-east-1a.");
    var other = tier.vpc().with("cidrBlock", "10.1.0.0/16").create();
    var group = tier.group(other, "other").create();
    instance
        .with("vpcSecurityGroupIds", List.of(group.id()))
        .expectRefusedAtPreview(
            "creating EC2 Instance: InvalidParameter: The security group %s is in %s, and the subnets are in %s: they must be in the same VPC."
                .formatted(group.id(), other.id(), vpc.id()));
  }

  @Test
  void judges_instances() {
    instance()
        .without("ami")
        .with("instanceType", "small")
        .with("tenancy", "shared")
        .with("userData", "x".repeat(16_385))
        .with("userDataBase64", "#!")
        .with("metadataOptions", Map.of("httpTokens", "need"))
        .with("subnetId", "subnet-0a1b2c3d4e5f60718")
        .with(
            "networkInterfaces",
            List.of(Map.of("deviceIndex", 0, "networkInterfaceId", "eni-0a1b2c3d4e5f60718")))
        .expectFailures(
            "ami: is required without a launchTemplate",
            "instanceType: must be an instance type such as t4g.small, and is \"small\"",
            "metadataOptions.httpTokens: must be one of optional, required, and is need",
            "subnetId: cannot be set together with networkInterfaces",
            "tenancy: must be one of dedicated, default, host, and is shared",
            "userData: must have at most 16 KB before the encoding",
            "userDataBase64: cannot be set together with userData",
            "userDataBase64: must be encoded in Base64, and is \"#!\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gp2 | iops       | 3000 | is for volumes of type gp3, io1 and io2 only
          gp2 | throughput | 125  | is for volumes of type gp3 only
          gp3 | throughput | 124  | must be 125 to 2000 MiB/s, and is 124
          gp3 | volumeSize | 0    | must be 1 to 65536 GiB, and is 0
          """)
  void judges_volumes(String type, String property, int value, String fault) {
    instance()
        .with("rootBlockDevice", Map.of("volumeType", type, property, value))
        .expectFailures("rootBlockDevice." + property + ": " + fault);
    instance()
        .with("rootBlockDevice", Map.of("volumeType", "io1"))
        .expectFailures("rootBlockDevice.iops: is required with volumes of type io1");
  }
}
