package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.regex.Pattern;

/** A rule with one source. Ingress and egress differ only in direction. */
abstract class OneSourceRule implements ResourceType {

  private static final List<String> PEERS =
      List.of("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId");
  private static final Pattern PROTOCOL =
      Pattern.compile("(?i)-1|tcp|udp|icmp|icmpv6|\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5]");

  private final String type;
  private final String label;

  OneSourceRule(String type, String label) {
    this.type = type;
    this.label = label;
  }

  @Override
  public Traits traits() {
    return Traits.of(type, label)
        .listedBy(
            "ec2 describe-security-group-rules",
            "SecurityGroupRules",
            "SecurityGroupRuleId=id",
            "GroupId=securityGroupId",
            "IpProtocol=ipProtocol",
            "FromPort=fromPort",
            "ToPort=toPort",
            "CidrIpv4=cidrIpv4",
            "PrefixListId=prefixListId",
            "ReferencedGroupInfo=referencedSecurityGroupId")
        .replacedBy("securityGroupId");
  }

  @Override
  public Traits traits(Fields before, Fields after) {
    // EC2 can change a rule's source in place, but not the kind of source.
    boolean isOtherKind = PEERS.stream().anyMatch(peer -> before.has(peer) != after.has(peer));
    return isOtherKind ? traits().replacedBy(PEERS.toArray(String[]::new)) : traits();
  }

  @Override
  public Fields planned(Fields before, Fields inputs) {
    return inputs.keeping("ipProtocol", before, GroupPermission::protocol);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .exactlyOne(PEERS.toArray(String[]::new))
        .cidr("cidrIpv4", 0, 32)
        .matches("ipProtocol", PROTOCOL, "be -1, tcp, udp, icmp, icmpv6 or a protocol's number")
        .between("fromPort", -1, 65535, "")
        .between("toPort", -1, 65535, "")
        .matches("description", GroupPermission.DESCRIPTION, GroupPermission.DESCRIPTION_RULE)
        .matches("securityGroupId", Network.GROUP_ID, "be a security group's id")
        .matches("referencedSecurityGroupId", Network.GROUP_ID, "be a security group's id");
    var values = inputs.values();
    var protocol = GroupPermission.protocol(values.text("ipProtocol", ""));
    if (protocol.equals("-1") && (values.has("fromPort") || values.has("toPort"))) {
      inputs.fail("ipProtocol", "is -1 (all protocols), so ports cannot be set");
    }
    if (protocol.equals("tcp") || protocol.equals("udp")) {
      inputs
          .required("fromPort", "with " + protocol)
          .required("toPort", "with " + protocol)
          .ordered("fromPort", "toPort");
    }
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    GroupPermission.requireSameNetwork(
        account, inputs.text("securityGroupId"), inputs.text("referencedSecurityGroupId"));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var id = Ids.ec2(account, "sgr");
    var rule =
        entity(
            account,
            id,
            properties
                .with("arn", account.arn("ec2", "security-group-rule/" + id))
                .with("securityGroupRuleId", id));
    GroupPermission.refuseSecond(account, rule);
    return Made.in(account, rule);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    GroupPermission.refuseSecond(account.without(before), before.with(properties));
    return Made.in(account, before.with(properties));
  }
}
