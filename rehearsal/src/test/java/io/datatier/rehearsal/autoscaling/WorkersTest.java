package io.datatier.rehearsal.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.ec2.LaunchTemplate;
import io.datatier.rehearsal.iam.InstanceProfile;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.TestValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Auto Scaling groups of EC2 instances, and what they are made of. */
final class WorkersTest {

  private final DataTier tier;

  WorkersTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private List<String> subnets() {
    return tier.subnets(tier.vpc().create());
  }

  @Test
  void makes_a_version_of_a_template_with_every_change() {
    var template = tier.template().create();
    assertTrue(template.id().matches("lt-0[0-9a-f]{16}"), template.id());
    assertEquals(1.0, template.outputs().get("latestVersion"));
    template.expectSteady();
    var changed = template.update(tier.template().with("instanceType", "t4g.medium"));
    assertEquals(
        List.of(2.0, 1.0),
        List.of(
            changed.outputs().getOrDefault("latestVersion", ""),
            changed.outputs().getOrDefault("defaultVersion", "")));
    changed.expectSteady();
    var defaulted = changed.update(tier.template().with("updateDefaultVersion", true));
    assertEquals(3.0, defaulted.outputs().get("defaultVersion"));
    template.expectReplacement(tier.template().with("name", "others"), "name");
    template.expectUpdate(tier.template().without("metadataOptions"));
    assertEquals(
        List.of(1.0, TestValues.UNKNOWN, 1.0, TestValues.UNKNOWN),
        Stream.of(
                tier.template().with("defaultVersion", 1).with("description", "other"),
                tier.template().with("instanceType", "t4g.medium"),
                tier.template().with("updateDefaultVersion", true),
                tier.template().with("tags", Map.of("Owner", "me")))
            .map(next -> template.previewUpdate(next).get("latestVersion"))
            .toList());
  }

  @Test
  void makes_no_new_version_of_a_template_for_its_tags() {
    var template = tier.template().create();
    var tagged = template.update(tier.template().with("tags", Map.of("Owner", "me")));
    assertEquals(1.0, tagged.outputs().get("latestVersion"));
    tagged.expectSteady();
    var defaulted =
        tagged.update(
            tier.template().with("tags", Map.of("Owner", "me")).with("updateDefaultVersion", true));
    assertEquals(
        List.of(1.0, 1.0),
        List.of(
            defaulted.outputs().getOrDefault("latestVersion", ""),
            defaulted.outputs().getOrDefault("defaultVersion", "")));
  }

  @Test
  void judges_templates() {
    tier.template()
        .with("imageId", "ami-1")
        .with("instanceType", "small")
        .with("userData", "#!/bin/sh")
        .with("metadataOptions", Map.of("httpTokens", "need", "httpPutResponseHopLimit", 65))
        .with("vpcSecurityGroupIds", List.of("web"))
        .expectFailures(
            "imageId: must be the id of an AMI such as ami-0a1b2c3d4e5f60718, but is \"ami-1\"",
            "instanceType: must be an instance type such as t4g.small, but is \"small\"",
            "metadataOptions.httpPutResponseHopLimit: must be 1 to 64 hops, but is 65",
            "metadataOptions.httpTokens: must be one of optional, required, but is need",
            "userData: must be encoded in Base64, but is \"#!/bin/sh\"",
            "vpcSecurityGroupIds[0]: must be an id such as sg-0a1b2c3d4e5f60718, but is \"web\"");
  }

  @Test
  void gives_a_group_what_it_needs_to_launch() {
    var subnets = subnets();
    var role = tier.role("ec2.amazonaws.com").create();
    var profile =
        tier.aws().resource(InstanceProfile.TYPE, "workers").with("role", role.id()).create();
    assertEquals("arn:aws:iam::123456789012:instance-profile/workers-0123456", profile.text("arn"));
    profile.expectSteady();
    var draft = tier.template().with("iamInstanceProfile", Map.of("arn", profile.text("arn")));
    var template = draft.create();
    var group = tier.workers(template, subnets).create();
    assertEquals("workers", group.id());
    assertEquals(
        Map.of("id", template.id(), "name", "workers", "version", "1"),
        group.outputs().get("launchTemplate"));
    assertEquals(1.0, group.outputs().get("desiredCapacity"));
    group.expectSteady();
    var next = template.update(draft.with("instanceType", "t4g.medium"));
    var newer = tier.workers(next, subnets);
    group.expectUpdate(newer, "launchTemplate.version");
    group.update(newer).expectSteady();
    role.delete();
    assertFalse(profile.refresh().outputs().containsKey("role"));
  }

  @Test
  void changes_a_group_as_auto_scaling_can() {
    var group = tier.workers(tier.template().create(), subnets());
    var refresh =
        Map.of(
            "strategy",
            "Rolling",
            "preferences",
            Map.of(),
            "triggers",
            List.of("tag", "desiredCapacity"));
    var draft =
        group
            .with("instanceRefresh", refresh)
            .with("healthCheckType", "EC2,EBS")
            .with("maxInstanceLifetime", 0);
    assertEquals(
        Map.of(
            "strategy",
            "Rolling",
            "preferences",
            Map.of(
                "maxHealthyPercentage",
                100.0,
                "minHealthyPercentage",
                90.0,
                "scaleInProtectedInstances",
                "Ignore",
                "skipMatching",
                false,
                "standbyInstances",
                "Ignore"),
            "triggers",
            List.of("tag", "desiredCapacity")),
        draft.checked().get("instanceRefresh"));
    var live = draft.create();
    live.expectUpdate(draft.with("placementGroup", "spread"), "placementGroup");
    live.expectUpdate(
        draft.with(
            "instanceRefresh",
            Map.of(
                "strategy",
                "Rolling",
                "preferences",
                Map.of(),
                "triggers",
                List.of("desiredCapacity", "tag"))));
    var hook = Map.of("name", "start", "lifecycleTransition", "autoscaling:EC2_INSTANCE_LAUNCHING");
    live.expectReplacement(
        draft.with("initialLifecycleHooks", List.of(hook)), "initialLifecycleHooks");
  }

  @Test
  void says_at_once_what_would_keep_instances_from_starting() {
    var subnets = subnets();
    var template = tier.template().create();
    var group = tier.workers(template, subnets);
    group
        .with("launchTemplate", Map.of("id", template.id(), "version", "2"))
        .expectRefused(
            "creating Auto Scaling Group (workers): ValidationError: You must use a valid"
                + " fully-formed launch template: "
                + template.id()
                + " has no version 2.");
    group
        .with("launchTemplate", Map.of("name", "others"))
        .expectRefused(
            "creating Auto Scaling Group (workers): ValidationError: You must use a valid"
                + " fully-formed launch template: others does not exist.");
    var trusting = tier.role("lambda.amazonaws.com").create();
    var profile =
        tier.aws().resource(InstanceProfile.TYPE, "wrong").with("role", trusting.id()).create();
    var wrong =
        tier.template()
            .with("name", "wrong")
            .with("iamInstanceProfile", Map.of("name", profile.id()))
            .create();
    tier.workers(wrong, subnets)
        .expectRefused(
            "creating Auto Scaling Group (workers): ValidationError: The role"
                + " arn:aws:iam::123456789012:role/role-0123456 cannot be assumed by"
                + " ec2.amazonaws.com: its trust policy must allow sts:AssumeRole to that service.");
    var empty = tier.aws().resource(LaunchTemplate.TYPE, "empty").create();
    tier.workers(empty, subnets)
        .expectRefused(
            "creating Auto Scaling Group (workers): ValidationError: You must use a valid"
                + " fully-formed launch template. The request must contain the parameter imageId");
    tier.aws()
        .resource(InstanceProfile.TYPE, "nobody")
        .with("role", "nobody")
        .expectRefused(
            "creating IAM Instance Profile (nobody-0123456): NoSuchEntity: The role with name"
                + " nobody cannot be found.");
  }

  @Test
  void judges_groups() {
    tier.aws()
        .resource(AutoScalingGroup.TYPE, "workers")
        .with("minSize", 5)
        .with("desiredCapacity", 4)
        .with("maxSize", 3)
        .with("healthCheckType", "PING")
        .with("maxInstanceLifetime", 60)
        .expectFailures(
            "desiredCapacity: must not be greater than maxSize, which is 3, but is 4",
            "healthCheckType: must be EC2, ELB, EBS or VPC_LATTICE, or several of them separated by"
                + " commas, but is \"PING\"",
            "maxInstanceLifetime: must be 0 or 86400 to 31536000 seconds, but is 60",
            "launchTemplate: exactly one of launchTemplate, launchConfiguration,"
                + " mixedInstancesPolicy must be set, but none is set",
            "minSize: must not be greater than desiredCapacity, which is 4, but is 5",
            "minSize: must not be greater than maxSize, which is 3, but is 5",
            "vpcZoneIdentifiers: exactly one of vpcZoneIdentifiers, availabilityZones must be set, but none is set");
  }

  @Test
  void attaches_policies_to_roles() {
    var role = tier.role("ec2.amazonaws.com").create();
    var attached = tier.attached(role, "AmazonSSMManagedInstanceCore").create();
    attached.expectSteady();
    assertEquals(
        Map.of(
            "policyArn",
            "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
            "role",
            "role-0123456"),
        tier.attached(role, "any")
            .importing("role-0123456/arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"));
    role.expectDeleteRefused(
        "deleting IAM Role (role-0123456): DeleteConflict: Cannot delete entity, must delete"
            + " policies first.");
    tier.attached(role, "any")
        .with("policyArn", "arn:aws:iam::123456789012:policy/none")
        .expectRefused(
            "creating IAM Role Policy Attachment: NoSuchEntity: Policy"
                + " arn:aws:iam::123456789012:policy/none does not exist or is not attachable.");
  }
}
