package io.datatier.rehearsal.behavior;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows internal/service/ec2/vpc_security_group.go of the provider. Like the provider, it takes
 * away the outward rule with which EC2 starts every group.
 */
final class SecurityGroup implements Behavior {

  private static final Pattern NAME =
      Pattern.compile("(?!sg-)[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]+");

  private static final Set<String> RULES =
      Set.of(Types.INGRESS_RULE, Types.EGRESS_RULE, Types.SECURITY_GROUP_RULE);

  @Override
  public Traits traits() {
    return Traits.of(Types.SECURITY_GROUP, "Security Group")
        .replacedBy("description", "name", "namePrefix", "vpcId")
        .filledByAws("ingress", "egress", "vpcId")
        .unordered("ingress", "egress")
        .autoNamed("name", 255)
        .unread("revokeRulesOnDelete");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("description", "Managed by Pulumi")
        .fill("revokeRulesOnDelete", false)
        .length("name", 1, 255)
        .matches(
            "name",
            NAME,
            "have only letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, and not begin with sg-")
        .length("description", 1, 255)
        .matches("vpcId", References.VPC_ID, "be a VPC id such as vpc-0a1b2c3d4e5f60718")
        .each("ingress", SecurityGroup::checkRule)
        .each("egress", SecurityGroup::checkRule);
  }

  private static void checkRule(Inputs rule) {
    rule.between("fromPort", -1, 65535, "").between("toPort", -1, 65535, "");
  }

  @Override
  public void refer(Account account, Fields inputs) {
    inputs.text("vpcId").ifPresent(vpc -> References.vpc(account, vpc));
    for (var side : List.of("ingress", "egress")) {
      inputs
          .objects(side)
          .forEach(
              rule ->
                  References.securityGroups(
                      account,
                      rule.texts("securityGroups"),
                      Optional.empty(),
                      "InvalidGroup.NotFound"));
    }
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties
        .withDefault("ingress", new Value.Items(List.of()))
        .withDefault("egress", new Value.Items(List.of()));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    var vpc = properties.text("vpcId");
    if (vpc.isEmpty()) {
      throw new AwsFault(
          "VPCIdNotSpecified",
          "No default VPC for this user: the rehearsal's account has none; set vpcId.");
    }
    var clash =
        account
            .all(Types.SECURITY_GROUP)
            .anyMatch(
                group ->
                    group.text("vpcId").equals(vpc)
                        && group.text("name").equals(Optional.of(name)));
    if (clash) {
      throw new AwsFault(
          "InvalidGroup.Duplicate",
          "The security group '%s' already exists for VPC '%s'".formatted(name, vpc.get()));
    }
    var id = Ids.ec2(account, "sg");
    return Made.in(
        account,
        new Entity(
            Types.SECURITY_GROUP,
            id,
            account.region(),
            new Origin.Made(),
            properties
                .with("arn", account.arn("ec2", "security-group/" + id))
                .with("ownerId", account.number())));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    var own =
        account.entities().stream()
            .filter(each -> RULES.contains(each.type()))
            .filter(rule -> goesWith(rule, entity, state.flag("revokeRulesOnDelete")))
            .toList();
    var without = account;
    for (var rule : own) {
      without = without.without(rule);
    }
    References.unused(without, entity, "security group");
    return without.without(entity);
  }

  /** EC2 deletes a group's own rules; the provider, if asked to, those of others that name it. */
  private static boolean goesWith(Entity rule, Entity group, boolean revokeAll) {
    return revokeAll
        ? rule.mentions(group.id())
        : rule.text("securityGroupId").equals(Optional.of(group.id()));
  }
}
