package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows internal/service/ec2/vpc_security_group.go of the provider. Like the provider, it removes
 * the default egress rule that EC2 adds to every group.
 *
 * <p>Checked: names and descriptions; inline rules, as below, which remove standalone rules; not
 * deleted while in use.
 */
@AutoService(ResourceType.class)
public final class SecurityGroup implements ResourceType {

  public static final String TYPE = "aws:ec2/securityGroup:SecurityGroup";

  /** Takes over a VPC's own group, with rules inside as any group has them. */
  public static final String DEFAULT_TYPE = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

  private static final Pattern NAME =
      Pattern.compile("(?!sg-)[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]+");

  private static final List<String> SIDES = List.of("ingress", "egress");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Security Group")
        .listedBy(
            "ec2 describe-security-groups",
            "SecurityGroups",
            "GroupId=id",
            "GroupName=name",
            "VpcId=vpcId")
        .replacedBy("description", "name", "namePrefix", "vpcId")
        .filledByAws("ingress", "egress", "vpcId")
        .unordered("ingress ingress.securityGroups egress egress.securityGroups")
        .autoNamed()
        .unread("revokeRulesOnDelete")
        .atMost(
            2500,
            "SecurityGroupLimitExceeded",
            "The maximum number of security groups has been reached");
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
        .matches("description", GroupPermission.DESCRIPTION, GroupPermission.DESCRIPTION_RULE)
        .matches("vpcId", Network.VPC_ID, "be a VPC id such as vpc-0a1b2c3d4e5f60718")
        .each("ingress", SecurityGroup::checkRule)
        .each("egress", SecurityGroup::checkRule);
  }

  private static void checkRule(Inputs rule) {
    rule.fill("self", false)
        .between("fromPort", -1, 65535, "")
        .between("toPort", -1, 65535, "")
        .normalize("protocol", GroupPermission::protocol)
        .matches("protocol", GroupPermission.PROTOCOL, GroupPermission.PROTOCOL_RULE)
        .matches("description", GroupPermission.DESCRIPTION, GroupPermission.DESCRIPTION_RULE)
        .ids("securityGroups", Network.GROUP_ID, "sg-0a1b2c3d4e5f60718")
        .cidrs("cidrBlocks");
    var values = rule.values();
    boolean hasPorts =
        Stream.of("fromPort", "toPort").anyMatch(port -> values.number(port).orElse(0) != 0);
    if (values.says("protocol", "-1") && hasPorts) {
      rule.fail("protocol", "is -1 (all protocols), so fromPort and toPort must be 0");
    }
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account.find(TYPE, id).map(group -> withAllRules(account, group));
  }

  /** An inline list of rules is complete: it includes standalone rules. */
  private static Entity withAllRules(Account account, Entity group) {
    var complete = group;
    for (var side : SIDES) {
      var listed = new ArrayList<>(group.properties().items(side));
      if (!listed.isEmpty()) {
        GroupPermission.beside(account, group, side).forEach(listed::add);
        complete = complete.with(complete.properties().with(side, new Value.Items(listed)));
      }
    }
    return complete;
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    inputs.text("vpcId").ifPresent(vpc -> Network.vpc(account, vpc));
    SIDES.stream()
        .flatMap(side -> inputs.objects(side).stream())
        .flatMap(rule -> rule.texts("securityGroups").stream())
        .forEach(
            other -> {
              GroupPermission.requireSameNetwork(account, Optional.empty(), Optional.of(other));
              GroupPermission.requireSameVpc(account, inputs.text("vpcId"), other);
            });
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return properties.withDefault("ingress", List.of()).withDefault("egress", List.of());
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
            .all(TYPE)
            .anyMatch(group -> group.text("vpcId").equals(vpc) && group.says("name", name));
    if (clash) {
      throw new AwsFault(
          "InvalidGroup.Duplicate",
          "The security group '%s' already exists for VPC '%s'".formatted(name, vpc.get()));
    }
    var id = Ids.ec2(account, "sg");
    var group =
        entity(
            account,
            id,
            properties
                .with("arn", account.arn("ec2", "security-group/" + id))
                .with("ownerId", account.number()));
    GroupPermission.refuseTooMany(account, group);
    return Made.in(account, group);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties, Fields state) {
    var group = before.with(properties);
    var changed = account;
    for (var side : SIDES) {
      if (!properties.items(side).equals(state.items(side))) {
        changed = GroupPermission.withoutUnlisted(changed, group, side);
      }
    }
    GroupPermission.refuseTooMany(changed, group);
    return Made.in(changed, group);
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    var own =
        GroupPermission.rules(account)
            .filter(rule -> goesWith(rule, entity, state.flag("revokeRulesOnDelete")))
            .toList();
    var without = account;
    for (var rule : own) {
      without = without.without(rule);
    }
    Network.requireUnused(without, entity, "security group", Network.INTERFACES_PATIENCE);
    return without.without(entity);
  }

  /**
   * EC2 deletes a group's own rules. The provider also deletes rules of other groups that refer to
   * it, if revokeRulesOnDelete is set.
   */
  private static boolean goesWith(Entity rule, Entity group, boolean revokeAll) {
    return revokeAll ? rule.mentions(group.id()) : rule.says("securityGroupId", group.id());
  }
}
