package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.References;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Follows internal/service/rds/subnet_group.go of the provider. */
public final class DbSubnetGroup implements ResourceType {

  private static final Pattern NAME = Pattern.compile("(?!default$)[0-9a-z_ .-]{1,255}");

  @Override
  public Traits traits() {
    return Traits.of(Types.SUBNET_GROUP, "RDS DB Subnet Group")
        .replacedBy("name", "namePrefix")
        .unordered("subnetIds")
        .autoNamed("name", 255);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("description", "Managed by Pulumi")
        .matches(
            "name",
            NAME,
            "have 1 to 255 lower-case letters, digits, spaces and _.-, and not be default")
        .ids("subnetIds", References.SUBNET_ID, "subnet-0a1b2c3d4e5f60718");
  }

  @Override
  public void refer(Account account, Fields inputs) {
    var subnets = References.subnets(account, inputs.texts("subnetIds"));
    References.vpcOf(subnets, "InvalidSubnet");
    if (!inputs.isUnknown("subnetIds") && References.zonesOf(subnets).size() < 2) {
      throw new AwsFault(
          "DBSubnetGroupDoesNotCoverEnoughAZs",
          "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: %s. Add subnets to cover at least 2 AZs."
              .formatted(String.join(", ", References.zonesOf(subnets))));
    }
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var subnets = References.subnets(account, properties.texts("subnetIds"));
    return properties
        .with("vpcId", References.vpcOf(subnets, "InvalidSubnet").orElse(""))
        .withDefault("supportedNetworkTypes", Value.of(List.of("IPV4")));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    if (account.find(Types.SUBNET_GROUP, name).isPresent()) {
      throw new AwsFault(
          "DBSubnetGroupAlreadyExists", "The DB subnet group '" + name + "' already exists.");
    }
    return Made.in(
        account,
        new Entity(
            Types.SUBNET_GROUP,
            name,
            account.region(),
            new Origin.Made(),
            properties.with("arn", account.arn("rds", "subgrp:" + name))));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    Stream.of(Types.INSTANCE, Types.CLUSTER)
        .flatMap(account::all)
        .filter(db -> db.text("dbSubnetGroupName").equals(Optional.of(entity.id())))
        .findFirst()
        .ifPresent(
            db -> {
              throw new AwsFault(
                  "InvalidDBSubnetGroupStateFault",
                  "Cannot delete the subnet group '%s' because at least one database instance: %s is still using it."
                      .formatted(entity.id(), db.text("identifier").orElse(db.id())));
            });
    return account.without(entity);
  }
}
