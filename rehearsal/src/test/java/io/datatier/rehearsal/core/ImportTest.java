package io.datatier.rehearsal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.cloudwatch.LogGroup;
import io.datatier.rehearsal.ec2.SecurityGroupRule;
import io.datatier.rehearsal.iam.Role;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import io.datatier.rehearsal.sns.SnsTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data tier that others made is taken over by the ids that the provider's documents name. */
final class ImportTest {

  private final DataTier tier;

  ImportTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private static Live expectImport(Draft draft, String id) {
    var made = draft.create();
    assertEquals(made.id(), draft.imported(id).id());
    return made;
  }

  @Test
  void takes_over_a_tier_without_changing_it() {
    var subnets = tier.subnets(tier.vpc().create());
    expectImport(tier.subnetGroup(subnets).with("name", "database"), "database");
    expectImport(tier.parameterGroup().with("name", "postgres"), "postgres");
    var database =
        expectImport(
            tier.databaseAlone()
                .with("engineVersion", "17.6")
                .with("dbSubnetGroupName", "database")
                .with("parameterGroupName", "postgres")
                .with("tags", Map.of("Environment", "prod")),
            "campaign-postgres");
    var role = expectImport(tier.role("rds.amazonaws.com").with("name", "proxy"), "proxy");
    expectImport(
        tier.reading(role, DataTier.secretOf(database)).with("name", "read"), "proxy:read");
    expectImport(tier.proxy(subnets, role, DataTier.secretOf(database)), "campaign-proxy");
    tier.pool().imported("campaign-proxy");
    expectImport(tier.target(), "campaign-proxy/default/RDS_INSTANCE/campaign-postgres");
    expectImport(tier.alarm(), "connections");
    expectImport(
        tier.aws().resource(SnsTopic.TYPE, "alarms").with("name", "alarms"),
        "arn:aws:sns:us-east-1:123456789012:alarms");
    expectImport(
        tier.aws().resource(LogGroup.TYPE, "logs").with("name", "/app").with("retentionInDays", 7),
        "/app");
    var secret = tier.secret().with("name", "application");
    var arn = secret.create().id();
    assertEquals(arn, secret.imported(arn).id());
  }

  @Test
  void takes_over_groups_with_their_rules_in_either_form() {
    var vpc = tier.vpc().create();
    var group =
        tier.group(vpc, "database")
            .with("name", "database")
            .with(
                "ingress",
                List.of(
                    Map.of(
                        "protocol",
                        "tcp",
                        "fromPort",
                        5432,
                        "toPort",
                        5432,
                        "cidrBlocks",
                        List.of("10.0.0.0/16"))));
    var made = group.create();
    group.imported(made.id());
    // Without its rules the description leaves them as they are.
    made.expectUpdate(tier.group(vpc, "database").with("name", "database"));
    var rule =
        tier.aws()
            .resource(SecurityGroupRule.TYPE, "postgres")
            .with("type", "ingress")
            .with("securityGroupId", made.id())
            .with("protocol", "tcp")
            .with("fromPort", 5432)
            .with("toPort", 5432)
            .with("cidrBlocks", List.of("10.0.0.0/24", "10.0.1.0/24"));
    expectImport(rule, made.id() + "_ingress_tcp_5432_5432_10.0.0.0/24_10.0.1.0/24");
    expectImport(
        rule.without("cidrBlocks").with("self", true).with("protocol", "-1"),
        made.id() + "_ingress_all_5432_5432_self");
    assertEquals(Map.of(), rule.importing(made.id() + "_ingress_tcp_5432_5432_10.0.0.0/24"));
    made.delete();
  }

  @Test
  void judges_rules_of_the_older_form() {
    var rule =
        tier.aws()
            .resource(SecurityGroupRule.TYPE, "postgres")
            .with("type", "in")
            .with("securityGroupId", "sg-0a1b2c3d4e5f60718")
            .with("protocol", "tcp")
            .with("fromPort", 5432)
            .with("toPort", 5432);
    rule.expectFailures(
        "cidrBlocks: this or another source must be set: cidrBlocks, ipv6CidrBlocks, prefixListIds,"
            + " self, sourceSecurityGroupId",
        "type: must be one of egress, ingress, but is in");
    rule.with("type", "ingress")
        .with("cidrBlocks", List.of("10.0.0.1/16"))
        .expectFailures(
            "cidrBlocks[0]: must be an IPv4 CIDR block such as 10.0.0.0/16, but is"
                + " \"10.0.0.1/16\"");
  }

  @Test
  void assumes_of_a_database_that_it_leaves_no_snapshot() {
    var group = tier.subnetGroup(tier.subnets(tier.vpc().create())).create();
    var database = tier.database(group).with("engineVersion", "17.6");
    database.create();
    database
        .imported("campaign-postgres")
        .expectUpdate(
            database
                .with("skipFinalSnapshot", false)
                .with("finalSnapshotIdentifier", "campaign-final"),
            "finalSnapshotIdentifier",
            "skipFinalSnapshot");
  }

  @Test
  void makes_no_second_secret_where_rds_keeps_the_password_already() {
    var database =
        tier.database(tier.subnetGroup(tier.subnets(tier.vpc().create())).create())
            .with("engineVersion", "17.6")
            .with("storageType", "gp2")
            .with("tags", Map.of("Environment", "prod"));
    var secret = DataTier.secretOf(database.create());
    var account = tier.aws().account();
    var known = account.all(DbInstance.TYPE).findFirst().orElseThrow();
    tier.aws()
        .startOver(
            account.with(
                known.with(known.properties().without(List.of("manageMasterUserPassword")))));

    var taken = database.without("manageMasterUserPassword").imported("campaign-postgres");
    taken.expectNoWarning();
    taken.expectUpdate(database, "manageMasterUserPassword");
    assertEquals(secret, DataTier.secretOf(taken.update(database)));
    assertEquals(
        List.of(secret),
        tier.aws().account().all(SecretsManagerSecret.TYPE).map(each -> each.id()).toList());
  }

  @Test
  void takes_one_statement_for_a_list_of_one() {
    var one =
        tier.aws()
            .resource(Role.TYPE, "proxy")
            .with("name", "proxy")
            .with(
                "assumeRolePolicy",
                """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                 "Principal": {"Service": "rds.amazonaws.com"}, "Action": ["sts:AssumeRole"]}}
                """);
    one.create();
    var taken = one.imported("proxy");
    taken.expectUpdate(
        one.with(
            "assumeRolePolicy",
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
             "Principal": {"Service": "rds.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
            """));
    taken.expectUpdate(
        one.with(
            "assumeRolePolicy",
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny",
             "Principal": {"Service": "rds.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
            """),
        "assumeRolePolicy");
  }

  @Test
  void shows_exactly_what_a_program_changes_of_what_it_takes_over() {
    var alarm = tier.alarm().with("tags", Map.of("Owner", "data"));
    alarm.create();
    var taken = alarm.imported("connections");
    assertEquals(Map.of("Owner", "data"), taken.inputs().get("tagsAll"));
    tier.aws()
        .configure(
            Map.of("region", "us-east-1", "defaultTags", "{\"tags\":{\"Environment\":\"prod\"}}"));
    taken.expectUpdate(alarm.with("threshold", 400), "tagsAll.Environment", "threshold");
  }
}
