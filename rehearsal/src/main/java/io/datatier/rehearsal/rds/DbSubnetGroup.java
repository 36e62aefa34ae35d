package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.ec2.Subnet;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows internal/service/rds/subnet_group.go of the provider.
 *
 * <p>Checked: subnets in one VPC and two zones; not deleted while in use.
 */
@AutoService(ResourceType.class)
public final class DbSubnetGroup implements ResourceType {

  public static final String TYPE = "aws:rds/subnetGroup:SubnetGroup";

  private static final Pattern NAME = Pattern.compile("(?!default$)[0-9a-z_ .-]{1,255}");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "RDS DB Subnet Group")
        .listedBy("rds describe-db-subnet-groups", "DBSubnetGroups", "DBSubnetGroupName=name")
        .replacedBy("name", "namePrefix")
        .unordered("subnetIds")
        .autoNamed()
        .uniqueAs("DBSubnetGroupAlreadyExists", "The DB subnet group '%s' already exists.")
        .atMost(50, "DBSubnetGroupQuotaExceeded", "DB subnet group quota exceeded");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("description", "Managed by Pulumi")
        .matches(
            "name",
            NAME,
            "have 1 to 255 lower-case letters, digits, spaces and _.-, and not be default")
        .ids("subnetIds", Network.SUBNET_ID, "subnet-0a1b2c3d4e5f60718");
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    var subnets = Network.subnets(account, inputs.texts("subnetIds"));
    Network.vpcOf(subnets, "InvalidSubnet");
    Network.requireTwoZones(
        inputs,
        "subnetIds",
        subnets,
        "DBSubnetGroupDoesNotCoverEnoughAZs",
        "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: %s. Add subnets to cover at least 2 AZs.");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var subnets = Network.subnets(account, properties.texts("subnetIds"));
    return properties
        .with("vpcId", Network.vpcOf(subnets, "InvalidSubnet").orElse(""))
        .withDefault("supportedNetworkTypes", List.of("IPV4"));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    return made(account, name, properties.with("arn", account.arn("rds", "subgrp:" + name)));
  }

  /** RDS API, ModifyDBSubnetGroup; hashicorp/terraform-provider-aws#27459. */
  @Override
  public Made update(Account account, Entity before, Fields properties) {
    var databases = databasesIn(account, before).toList();
    if (!databases.isEmpty() && !before.says("vpcId", properties.text("vpcId", ""))) {
      throw new AwsFault(
          "InvalidParameterValue",
          "The new Subnets are not in the same Vpc as the existing subnet group");
    }
    var kept = properties.texts("subnetIds");
    var inUse =
        before.properties().texts("subnetIds").stream()
            .flatMap(id -> account.find(Subnet.TYPE, id).stream())
            .filter(subnet -> !kept.contains(subnet.id()))
            .filter(subnet -> databases.stream().anyMatch(db -> isIn(db, subnet)))
            .map(Entity::id)
            .toList();
    if (!inUse.isEmpty()) {
      throw new AwsFault(
          "InvalidParameterValue",
          "Some of the subnets to be deleted are currently in use: " + String.join(", ", inUse));
    }
    return Made.in(account, before.with(properties));
  }

  private static boolean isIn(Entity database, Entity subnet) {
    return database.text("availabilityZone").equals(subnet.text("availabilityZone"));
  }

  private static Stream<Entity> databasesIn(Account account, Entity group) {
    return Stream.of(DbInstance.TYPE, DbCluster.TYPE, DbClusterInstance.TYPE)
        .flatMap(account::all)
        .filter(db -> db.says("dbSubnetGroupName", group.id()));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    AwsFault.ifAny(
        databasesIn(account, entity),
        "InvalidDBSubnetGroupStateFault",
        db ->
            "Cannot delete the subnet group '%s' because at least one database instance: %s is still using it."
                .formatted(entity.id(), db.text("identifier").orElse(db.id())));
    return account.without(entity);
  }
}
