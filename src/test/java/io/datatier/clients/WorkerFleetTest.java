package io.datatier.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import io.datatier.component.LogGroups;
import io.datatier.config.InvalidValue;
import io.datatier.encryption.CreatedKeys;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import io.datatier.values.LogRetention;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class WorkerFleetTest {

  private static final String RULE = "aws:vpc/securityGroup%1$sRule:SecurityGroup%1$sRule";
  private static final String IN = " in datatier:clients:WorkerFleet";
  private static final String ENVIRONMENT =
      """
      #!/bin/bash
      install -d -m 0755 /etc/datatier
      cat >/etc/datatier/environment <<'END_OF_ENVIRONMENT'
      DATABASE_AUTHENTICATION=secret
      DATABASE_NAME=campaign_system
      DATABASE_PORT=5432
      DATABASE_SSLMODE=verify-full
      DATABASE_USER=iadmin
      %sRDS_PROXY_ENDPOINT=campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com
      RDS_SECRET_ARN=arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1-AbCdEf
      END_OF_ENVIRONMENT
      chmod 0644 /etc/datatier/environment
      set -a
      . /etc/datatier/environment
      set +a
      """;

  private static RecordedStack plain;
  private static RecordedStack full;

  @BeforeAll
  static void register() {
    plain =
        RecordedStack.of(
            context -> {
              var fleet =
                  new WorkerFleet(
                      "workers",
                      workers().build(),
                      SampleTier.proxy().endpoint(),
                      SampleTier.keys(),
                      SampleTier.LOGS);
              context.export("group", fleet.autoScalingGroupName());
              context.export("role", fleet.roleName());
              context.export("securityGroup", fleet.securityGroupId());
            });
    full =
        RecordedStack.of(
            context -> {
              var keys = new EncryptionKeys("keys", new CreatedKeys(30));
              new WorkerFleet(
                  "workers",
                  workers()
                      .size(new FleetSize(2, OptionalInt.of(4), 50))
                      .rootVolume(new RootVolume(new RootDevice("/dev/sda1"), 40))
                      .containers(true)
                      .sessionManager(true)
                      .script(new StartScript("systemctl enable --now ingest\n"))
                      .logGroup(true)
                      .build(),
                  SampleTier.proxy().endpoint(),
                  keys,
                  new LogGroups(new LogRetention(14), keys.logs()));
            });
  }

  @Test
  void consists_of_these_children() {
    assertEquals(
        List.of(
            "aws-egress: " + RULE.formatted("Egress") + IN,
            "aws-ingress: " + RULE.formatted("Ingress") + IN,
            "group: aws:ec2/securityGroup:SecurityGroup" + IN,
            "profile: aws:iam/instanceProfile:InstanceProfile" + IN,
            "proxy-egress: " + RULE.formatted("Egress") + IN,
            "proxy-ingress: " + RULE.formatted("Ingress") + IN,
            "read-database-secret: aws:iam/rolePolicy:RolePolicy" + IN,
            "role: aws:iam/role:Role" + IN,
            "template: aws:ec2/launchTemplate:LaunchTemplate" + IN,
            "workers: aws:autoscaling/group:Group" + IN),
        plain.childrenOf("workers"));
  }

  @Test
  void adds_sessions_a_log_and_a_grant_of_the_disk_key_where_asked_for() {
    assertEquals(
        List.of(
            "aws-egress: " + RULE.formatted("Egress") + IN,
            "aws-ingress: " + RULE.formatted("Ingress") + IN,
            "disk-key: aws:kms/grant:Grant" + IN,
            "group: aws:ec2/securityGroup:SecurityGroup" + IN,
            "hold-sessions: aws:iam/rolePolicy:RolePolicy" + IN,
            "log: aws:cloudwatch/logGroup:LogGroup" + IN,
            "profile: aws:iam/instanceProfile:InstanceProfile" + IN,
            "proxy-egress: " + RULE.formatted("Egress") + IN,
            "proxy-ingress: " + RULE.formatted("Ingress") + IN,
            "read-database-secret: aws:iam/rolePolicy:RolePolicy" + IN,
            "role: aws:iam/role:Role" + IN,
            "template: aws:ec2/launchTemplate:LaunchTemplate" + IN,
            "workers: aws:autoscaling/group:Group" + IN,
            "write-log: aws:iam/rolePolicy:RolePolicy" + IN),
        full.childrenOf("workers"));
  }

  @Test
  void starts_workers_once_they_can_connect_and_leaves_their_number_to_scaling_policies() {
    assertEquals(
        Map.of(
            "workers",
            Map.of(
                "dependsOn",
                List.of(
                    "workers-aws-egress",
                    "workers-aws-ingress",
                    "workers-proxy-egress",
                    "workers-proxy-ingress",
                    "workers-read-database-secret"),
                "ignoreChanges",
                List.of("desiredCapacity"))),
        plain.optionsOf("workers"));
  }

  @Test
  void starts_workers_once_they_may_do_all_that_was_asked_for() {
    assertEquals(
        Map.of(
            "disk-key",
            Map.of("additionalSecretOutputs", List.of("grantToken")),
            "workers",
            Map.of(
                "dependsOn",
                List.of(
                    "workers-aws-egress",
                    "workers-aws-ingress",
                    "workers-disk-key",
                    "workers-hold-sessions",
                    "workers-proxy-egress",
                    "workers-proxy-ingress",
                    "workers-read-database-secret",
                    "workers-write-log"),
                "ignoreChanges",
                List.of("desiredCapacity"))),
        full.optionsOf("workers"));
  }

  @Test
  void starts_workers_without_a_public_address_that_answer_imds_v2_only() {
    assertEquals(
        Map.ofEntries(
            Map.entry("name", "workers"),
            Map.entry("imageId", "ami-0a1b2c3d4e5f60718"),
            Map.entry("instanceType", "t4g.small"),
            Map.entry(
                "iamInstanceProfile",
                Map.of("arn", "arn:aws:iam:us-east-1:123456789012:workers-profile")),
            Map.entry(
                "metadataOptions",
                Map.of(
                    "httpEndpoint", "enabled",
                    "httpTokens", "required",
                    "httpPutResponseHopLimit", 1.0)),
            Map.entry("monitoring", Map.of("enabled", true)),
            Map.entry(
                "networkInterfaces",
                List.of(
                    Map.of(
                        "deviceIndex",
                        0.0,
                        "associatePublicIpAddress",
                        "false",
                        "deleteOnTermination",
                        "true",
                        "securityGroups",
                        List.of("workers-group-id")))),
            Map.entry(
                "blockDeviceMappings",
                List.of(
                    Map.of(
                        "deviceName",
                        "/dev/xvda",
                        "ebs",
                        Map.of(
                            "volumeType", "gp3",
                            "volumeSize", 20.0,
                            "encrypted", "true",
                            "deleteOnTermination", "true")))),
            Map.entry(
                "tagSpecifications",
                List.of(
                    Map.of("resourceType", "instance", "tags", Map.of("Name", "workers")),
                    Map.of("resourceType", "volume", "tags", Map.of("Name", "workers")))),
            Map.entry("userData", base64(ENVIRONMENT.formatted("")))),
        plain.resource("workers-template").inputs());
  }

  @Test
  void starts_workers_with_containers_a_larger_disk_of_its_own_key_and_a_script() {
    var template = full.resource("workers-template").inputs();
    assertEquals(
        Map.of("httpEndpoint", "enabled", "httpTokens", "required", "httpPutResponseHopLimit", 2.0),
        template.get("metadataOptions"));
    assertEquals(
        List.of(
            Map.of(
                "deviceName",
                "/dev/sda1",
                "ebs",
                Map.of(
                    "volumeType",
                    "gp3",
                    "volumeSize",
                    40.0,
                    "encrypted",
                    "true",
                    "kmsKeyId",
                    "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                    "deleteOnTermination",
                    "true"))),
        template.get("blockDeviceMappings"));
    assertEquals(
        base64(
            ENVIRONMENT.formatted("LOG_GROUP=/datatier/workers/workers\n")
                + "systemctl enable --now ingest\n"),
        template.get("userData"));
  }

  @Test
  void scales_in_the_private_subnets_and_refreshes_with_each_version_of_the_template() {
    assertEquals(
        Map.of(
            "name",
            "workers",
            "minSize",
            2.0,
            "desiredCapacity",
            4.0,
            "maxSize",
            50.0,
            "vpcZoneIdentifiers",
            SampleTier.SUBNETS,
            "healthCheckType",
            "EC2",
            "launchTemplate",
            Map.of("id", "workers-template-id", "version", "7"),
            "instanceRefresh",
            Map.of(
                "strategy",
                "Rolling",
                "preferences",
                Map.of("minHealthyPercentage", 100.0, "maxHealthyPercentage", 110.0)),
            "tags",
            List.of(Map.of("key", "Name", "value", "workers", "propagateAtLaunch", true))),
        full.resource("workers-workers").inputs());
  }

  @Test
  void grants_the_disk_key_to_auto_scaling() {
    assertEquals(
        Map.of(
            "keyId",
            "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "granteePrincipal",
            "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/"
                + "AWSServiceRoleForAutoScaling",
            "operations",
            List.of(
                "CreateGrant",
                "Decrypt",
                "DescribeKey",
                "Encrypt",
                "GenerateDataKey",
                "GenerateDataKeyWithoutPlaintext",
                "ReEncryptFrom",
                "ReEncryptTo")),
        full.resource("workers-disk-key").inputs());
  }

  @Test
  void only_ec2_may_assume_its_role_which_writes_its_own_log_and_holds_sessions() {
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
                           "Action": "sts:AssumeRole"}}
            """),
        json(plain, "workers-role", "assumeRolePolicy"));
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "WriteOwnLog", "Effect": "Allow",
               "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
               "Resource": "arn:aws:cloudwatch:us-east-1:123456789012:workers-log:*"}}
            """),
        json(full, "workers-write-log", "policy"));
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {"Sid": "HoldSessions", "Effect": "Allow",
               "Action": ["ssm:UpdateInstanceInformation", "ssmmessages:CreateControlChannel",
                 "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel",
                 "ssmmessages:OpenDataChannel"],
               "Resource": "*"}}
            """),
        json(full, "workers-hold-sessions", "policy"));
  }

  @Test
  void hands_out_what_scaling_and_further_grants_need() {
    assertEquals(
        Map.of("group", "workers", "role", "workers", "securityGroup", "workers-group-id"),
        plain.outputs());
  }

  @Test
  void refuses_a_name_that_its_launch_template_cannot_have() {
    RecordedStack.of(
        context -> {
          var endpoint = SampleTier.proxy().endpoint();
          var keys = SampleTier.keys();
          assertEquals(
              "\"w\" must have 3 characters or more, as a launch template must",
              assertThrows(
                      InvalidValue.class,
                      () ->
                          new WorkerFleet("w", workers().build(), endpoint, keys, SampleTier.LOGS))
                  .getMessage());
        });
  }

  private static WorkerFleetSettingsBuilder workers() {
    return WorkerFleetSettings.builder(
        new FleetName("fleet"), new AmiId("ami-0a1b2c3d4e5f60718"), new InstanceType("t4g.small"));
  }

  private static Object json(RecordedStack stack, String resource, String property) {
    return JsonParser.parseString((String) stack.resource(resource).inputs().get(property));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
