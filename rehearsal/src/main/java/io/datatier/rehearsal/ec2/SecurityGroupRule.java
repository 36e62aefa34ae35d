package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Follows internal/service/ec2/vpc_security_group_rule.go of the provider: the older form of a
 * rule, which may have several sources. Its import id consists of the group, the direction, the
 * protocol, both ports and the sources, separated by underscores.
 *
 * <p>Checked: as for the newer forms; several sources.
 */
@AutoService(ResourceType.class)
public final class SecurityGroupRule implements ResourceType {

  public static final String TYPE = "aws:ec2/securityGroupRule:SecurityGroupRule";

  private static final List<String> SOURCES =
      List.of("cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "self", "sourceSecurityGroupId");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Security Group Rule")
        .replacedBy(
            """
            cidrBlocks fromPort ipv6CidrBlocks prefixListIds protocol securityGroupId self
            sourceSecurityGroupId toPort type
            """)
        .filledByAws("sourceSecurityGroupId")
        // provider/resources.go of pulumi-aws
        .deletedFirst();
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(TYPE, id)
        .or(() -> account.all(TYPE).filter(rule -> isCalled(rule.properties(), id)).findFirst());
  }

  private static boolean isCalled(Fields rule, String id) {
    var parts = List.of(id.split("_", -1));
    var said =
        List.of(
            rule.text("securityGroupId", ""),
            rule.text("type", ""),
            rule.text("protocol", "").replace("-1", "all"),
            Inputs.plain(rule.number("fromPort").orElse(0)),
            Inputs.plain(rule.number("toPort").orElse(0)));
    return parts.size() > said.size()
        && parts.subList(0, said.size()).equals(said)
        && new TreeSet<>(parts.subList(said.size(), parts.size()))
            .equals(new TreeSet<>(sources(rule)));
  }

  private static List<String> sources(Fields rule) {
    return Stream.of(
            rule.texts("cidrBlocks").stream(),
            rule.texts("ipv6CidrBlocks").stream(),
            rule.texts("prefixListIds").stream(),
            rule.text("sourceSecurityGroupId").stream(),
            rule.flag("self") ? Stream.of("self") : Stream.<String>empty())
        .flatMap(each -> each)
        .toList();
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("self", false)
        .oneOf("type", "ingress", "egress")
        .normalize("protocol", GroupPermission::protocol)
        .matches("protocol", GroupPermission.PROTOCOL, GroupPermission.PROTOCOL_RULE)
        .between("fromPort", -1, 65535, "")
        .between("toPort", -1, 65535, "")
        .matches("description", GroupPermission.DESCRIPTION, GroupPermission.DESCRIPTION_RULE)
        .matches("securityGroupId", Network.GROUP_ID, "be a security group's id")
        .matches("sourceSecurityGroupId", Network.GROUP_ID, "be a security group's id")
        .atMostOne("cidrBlocks", "sourceSecurityGroupId")
        .atMostOne("ipv6CidrBlocks", "sourceSecurityGroupId");
    var values = inputs.values();
    if (values.flag("self")) {
      SOURCES.stream()
          .filter(name -> !name.equals("self") && !name.equals("prefixListIds"))
          .forEach(name -> inputs.atMostOne(name, "self"));
    }
    boolean isOpenToNobody =
        SOURCES.stream().filter(name -> !name.equals("self")).noneMatch(values::has)
            && !values.flag("self")
            && !values.isUnknown("self");
    if (isOpenToNobody) {
      inputs.fail(
          "cidrBlocks", "this or another source must be set: " + String.join(", ", SOURCES));
    }
    inputs.cidrs("cidrBlocks");
  }

  /** All protocols have no ports: the state's 0 stays (DiffSuppressFunc of both). */
  @Override
  public Fields planned(Fields before, Fields inputs) {
    var planned = inputs;
    for (var port : List.of("fromPort", "toPort")) {
      boolean isIdle =
          inputs.says("protocol", "-1")
              && inputs.number(port).isPresent()
              && before.number(port).orElse(-1) == 0;
      planned = isIdle ? planned.with(port, 0) : planned;
    }
    return planned;
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    GroupPermission.requireSameNetwork(
        account, inputs.text("securityGroupId"), inputs.text("sourceSecurityGroupId"));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var hash = Long.parseLong(Ids.hex(account, "sgrule", 8), 16);
    var rule =
        entity(
            account,
            "sgrule-" + hash,
            properties.with("securityGroupRuleId", Ids.ec2(account, "sgr")));
    GroupPermission.refuseSecond(account, rule);
    return Made.in(account, rule);
  }
}
