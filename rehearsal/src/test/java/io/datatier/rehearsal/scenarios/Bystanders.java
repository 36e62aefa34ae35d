package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody else has beside a stack and like it: another of each kind of thing of which a stack
 * has only one, so that there is something to exchange that for.
 */
final class Bystanders {

  private static final String TWIN = "-twin";

  private Bystanders() {}

  /** The account with a twin of each, in which its twins are named too. */
  static Account in(Account account) {
    var with = account;
    for (var entity : account.entities()) {
      with =
          switch (entity.type()) {
            case "aws:ec2/subnet:Subnet" -> with.with(subnet(entity));
            case "aws:rds/subnetGroup:SubnetGroup",
                "aws:rds/parameterGroup:ParameterGroup",
                "aws:rds/clusterParameterGroup:ClusterParameterGroup" ->
                with.with(twin(entity, entity.id()));
            case "aws:sns/topic:Topic" ->
                with.with(twin(entity, entity.text("name").orElseThrow()));
            case "aws:iam/role:Role" ->
                servesProxies(entity) ? with.with(twin(entity, entity.id())) : with;
            case "aws:iam/rolePolicy:RolePolicy" ->
                account
                    .find("aws:iam/role:Role", entity.text("role").orElse(""))
                    .filter(Bystanders::servesProxies)
                    .map(role -> twin(entity, role.id()))
                    .map(with::with)
                    .orElse(with);
            default -> with;
          };
    }
    return with;
  }

  private static boolean servesProxies(Entity role) {
    return role.text("assumeRolePolicy").orElse("").contains("\"rds.amazonaws.com\"");
  }

  /** The same with another name wherever its name is. */
  private static Entity twin(Entity entity, String name) {
    return new Entity(
        entity.type(),
        renamed(entity.id(), name),
        entity.region(),
        new Origin.Given(),
        (Fields) renamed(entity.properties(), name));
  }

  private static String renamed(String text, String name) {
    return Stream.of(text.split("(?=[/:])"))
        .map(part -> part.endsWith(name) ? part + TWIN : part)
        .reduce("", String::concat);
  }

  private static Value renamed(Value value, String name) {
    if (value instanceof Value.Text text) {
      return Value.of(renamed(text.value(), name));
    } else if (value instanceof Fields fields) {
      var changed = fields;
      for (var each : fields.names()) {
        changed = changed.with(each, renamed(fields.get(each).orElseThrow(), name));
      }
      return changed;
    } else if (value instanceof Value.Items items) {
      return new Value.Items(items.values().stream().map(each -> renamed(each, name)).toList());
    }
    return value;
  }

  /** Another range of the same network, in a zone that no stack uses. */
  private static Entity subnet(Entity subnet) {
    var id = "subnet-" + new StringBuilder(subnet.id().substring(7)).reverse();
    var cidr = subnet.text("cidrBlock").orElseThrow().replaceFirst("\\.(\\d+)\\.0/", ".1$1.0/");
    return new Entity(
        subnet.type(),
        id,
        subnet.region(),
        new Origin.Given(),
        subnet
            .properties()
            .with("arn", subnet.text("arn").orElseThrow().replace(subnet.id(), id))
            .with("cidrBlock", cidr)
            .with("availabilityZone", "us-east-1f")
            .with("availabilityZoneId", "use1-az6")
            .without(List.of("tags", "tagsAll")));
  }
}
