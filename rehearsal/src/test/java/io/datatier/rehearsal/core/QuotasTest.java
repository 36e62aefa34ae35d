package io.datatier.rehearsal.core;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.ec2.Vpc;
import io.datatier.rehearsal.iam.Role;
import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.rds.DbCluster;
import io.datatier.rehearsal.rds.DbClusterInstance;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.rds.DbParameterGroup;
import io.datatier.rehearsal.rds.DbSubnetGroup;
import io.datatier.rehearsal.value.Fields;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuotasTest {

  private final DataTier tier;

  QuotasTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  /** The account, with so many more of a type. */
  private void given(String type, String region, int count) {
    tier.aws().startOver(full(tier.aws().account(), type, region, count));
  }

  private static Account full(Account start, String type, String region, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Entity(type, "given-" + i, region, new Origin.Given(), Fields.NONE))
        .reduce(start, Account::with, (one, other) -> other);
  }

  @Test
  void are_of_a_region_for_most_types() {
    given(DbInstance.TYPE, "eu-west-1", 40);
    given(DbInstance.TYPE, "us-east-1", 39);
    given(DbClusterInstance.TYPE, "us-east-1", 1);
    tier.databaseAlone()
        .expectRefused(
            "creating RDS DB Instance (campaign-postgres): InstanceQuotaExceeded: DB instance quota"
                + " exceeded: 40. Request an increase in Service Quotas.");
    given(DbCluster.TYPE, "us-east-1", 40);
    tier.clusterAlone()
        .expectRefused(
            "creating RDS Cluster (campaign-cluster): DBClusterQuotaExceededFault: DB cluster quota"
                + " exceeded: 40. Request an increase in Service Quotas.");
    given(DbSubnetGroup.TYPE, "us-east-1", 50);
    tier.subnetGroup(List.of("subnet-0a1b2c3d4e5f60711"))
        .expectRefused(
            "creating RDS DB Subnet Group (database-0123456): DBSubnetGroupQuotaExceeded: DB subnet"
                + " group quota exceeded: 50. Request an increase in Service Quotas.");
    given(DbParameterGroup.TYPE, "us-east-1", 50);
    tier.parameterGroup()
        .expectRefused(
            "creating RDS DB Parameter Group (postgres-0123456): DBParameterGroupQuotaExceeded: DB"
                + " parameter group quota exceeded: 50. Request an increase in Service Quotas.");
    given(Vpc.TYPE, "us-east-1", 5);
    tier.vpc()
        .expectRefused(
            "creating EC2 VPC: VpcLimitExceeded: The maximum number of VPCs has been reached: 5."
                + " Request an increase in Service Quotas.");
  }

  @Test
  void are_of_the_account_for_roles() {
    given(Role.TYPE, Entity.GLOBAL, 1000);
    tier.role("rds.amazonaws.com")
        .expectRefused(
            "creating IAM Role (role-0123456): LimitExceeded: Cannot exceed quota for"
                + " RolesPerAccount: 1000. Request an increase in Service Quotas.");
  }

  @Test
  void let_an_interface_have_five_groups() {
    var vpc = tier.vpc().create();
    var groups =
        IntStream.range(0, 6).mapToObj(i -> tier.group(vpc, "group-" + i).create().id()).toList();
    tier.databaseAlone()
        .with("vpcSecurityGroupIds", groups)
        .expectRefusedAtPreview(
            "creating RDS DB Instance (campaign-postgres): SecurityGroupsPerInterfaceLimitExceeded:"
                + " The maximum number of security groups per interface has been reached: 5. Request an increase in Service Quotas.");
  }

  @Test
  void let_a_role_have_so_many_characters_in_its_own_policies() {
    var role = tier.role("lambda.amazonaws.com").create();
    var long5000 = "arn:aws:sqs:us-east-1:123456789012:" + "q".repeat(5000);
    tier.allowing(role, "sqs:SendMessage", long5000).create();
    var second = tier.allowing(role, "sqs:ReceiveMessage", long5000);
    var live = second.create();
    tier.allowing(role, "sqs:DeleteMessage", long5000)
        .expectRefused(
            "creating IAM Role Policy (sqs-DeleteMessage): LimitExceeded: Maximum policy size of"
                + " 10240 bytes exceeded for role role-0123456: its inline policies have 15329 in"
                + " all.");
    live.expectUpdateRefused(
        second.with(
            "policy",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\""
                + long5000
                + "q".repeat(400)
                + "\"}}"),
        "updating IAM Role Policy (sqs-ReceiveMessage): LimitExceeded: Maximum policy size of 10240"
            + " bytes exceeded for role role-0123456: its inline policies have 10606 in all.");
  }
}
