package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.References;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows internal/service/ec2/vpc_route_table_association.go of the provider. It is imported by
 * the subnet or gateway and the table, with a slash between.
 */
public final class RouteTableAssociation implements ResourceType {

  @Override
  public Traits traits() {
    return Traits.of(Types.ROUTE_TABLE_ASSOCIATION, "Route Table Association")
        .replacedBy("gatewayId", "subnetId");
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(Types.ROUTE_TABLE_ASSOCIATION, id)
        .or(
            () ->
                account
                    .all(Types.ROUTE_TABLE_ASSOCIATION)
                    .filter(
                        each ->
                            associated(each.properties())
                                .map(with -> with + "/" + each.text("routeTableId").orElse(""))
                                .equals(Optional.of(id)))
                    .findFirst());
  }

  private static Optional<String> associated(Fields association) {
    return association.text("subnetId").or(() -> association.text("gatewayId"));
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .exactlyOne("subnetId", "gatewayId")
        .matches("subnetId", References.SUBNET_ID, "be a subnet id");
  }

  @Override
  public void refer(Account account, Fields inputs) {
    var subnets = References.subnets(account, inputs.text("subnetId").stream().toList());
    inputs
        .text("routeTableId")
        .ifPresent(
            table -> {
              var vpc = Routing.vpc(account, table).id();
              References.vpcOf(subnets, "InvalidParameterValue")
                  .filter(its -> !its.equals(vpc))
                  .ifPresent(
                      its -> {
                        throw new AwsFault(
                            "InvalidParameterValue",
                            "Route table %s and subnet %s belong to different networks"
                                .formatted(table, subnets.get(0).id()));
                      });
            });
  }

  @Override
  public Made create(Account account, Fields properties) {
    Stream<Entity> others = account.all(Types.ROUTE_TABLE_ASSOCIATION);
    others
        .filter(other -> associated(other.properties()).equals(associated(properties)))
        .findFirst()
        .ifPresent(
            other -> {
              throw new AwsFault(
                  "Resource.AlreadyAssociated",
                  "the specified association for route table %s conflicts with an existing association: %s has %s"
                      .formatted(
                          properties.text("routeTableId", ""),
                          associated(properties).orElse(""),
                          other.text("routeTableId").orElse("")));
            });
    return Made.in(
        account,
        new Entity(
            Types.ROUTE_TABLE_ASSOCIATION,
            Ids.ec2(account, "rtbassoc"),
            account.region(),
            new Origin.Made(),
            properties));
  }
}
