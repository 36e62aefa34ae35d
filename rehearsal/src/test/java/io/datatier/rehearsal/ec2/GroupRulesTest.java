package io.datatier.rehearsal.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three forms of a security group's rules, and how they get into each other's way. */
final class GroupRulesTest {

  private static final String RANGE = "10.0.0.0/16";

  private final DataTier tier;

  GroupRulesTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private static Map<String, Object> within(Map<String, Object> more) {
    var rule =
        new TreeMap<String, Object>(Map.of("protocol", "tcp", "fromPort", 5432, "toPort", 5432));
    rule.putAll(more);
    return rule;
  }

  private Draft beside(Live group) {
    return tier.aws()
        .resource(SecurityGroupIngressRule.TYPE, "beside")
        .with("securityGroupId", group.id())
        .with("ipProtocol", "tcp")
        .with("fromPort", 5432)
        .with("toPort", 5432)
        .with("cidrIpv4", RANGE);
  }

  private Draft older(Live group) {
    return tier.aws()
        .resource(SecurityGroupRule.TYPE, "older")
        .with("type", "ingress")
        .with("securityGroupId", group.id())
        .with("protocol", "6")
        .with("fromPort", 5432)
        .with("toPort", 5432)
        .with("cidrBlocks", List.of("10.1.0.0/16", RANGE));
  }

  @Test
  void refuses_in_one_form_what_another_says() {
    var vpc = tier.vpc().create();
    var listing =
        tier.group(vpc, "listing")
            .with("ingress", List.of(within(Map.of("cidrBlocks", List.of(RANGE)))))
            .create();
    var duplicate = "InvalidPermission.Duplicate: the specified rule already exists: ";
    var newer = "creating VPC Security Group Ingress Rule: " + duplicate;
    beside(listing).expectRefused(newer + listing.id());
    older(listing).expectRefused("creating Security Group Rule: " + duplicate + listing.id());
    beside(listing).with("toPort", 5433).create();

    var group = tier.group(vpc, "database").create();
    var first = older(group).create();
    beside(group).expectRefused(newer + first.id());
    var other = beside(group).with("cidrIpv4", "10.2.0.0/16").create();
    other.expectUpdateRefused(
        beside(group), "updating VPC Security Group Ingress Rule: " + duplicate + first.id());
    first.delete();
    other.update(beside(group)).expectSteady();
  }

  @Test
  void shows_rules_of_their_own_in_a_group_that_lists_its_rules() {
    var vpc = tier.vpc().create();
    var other = tier.group(vpc, "other").create();
    var draft =
        tier.group(vpc, "listing")
            .with("ingress", List.of(within(Map.of("cidrBlocks", List.of(RANGE)))));
    var group = draft.create();
    var rule =
        beside(group).without("cidrIpv4").with("referencedSecurityGroupId", other.id()).create();
    var outward =
        tier.aws()
            .resource(SecurityGroupEgressRule.TYPE, "outward")
            .with("securityGroupId", group.id())
            .with("ipProtocol", "-1")
            .with("cidrIpv4", "0.0.0.0/0")
            .create();
    // What differs from the state is changed, and the state knows nothing of the other rule yet.
    var tagged = draft.with("tags", Map.of("Name", "listing"));
    var changed = group.update(tagged);
    assertEquals(rule.id(), rule.refresh().id());
    var drifted = changed.refresh();
    assertEquals(
        List.of(
            Map.of(
                "protocol",
                "tcp",
                "fromPort",
                5432.0,
                "toPort",
                5432.0,
                "self",
                false,
                "securityGroups",
                List.of(other.id()))),
        ((List<?>) drifted.outputs().getOrDefault("ingress", List.of())).subList(1, 2));
    drifted.expectUpdate(tagged, "ingress[1]");
    drifted.update(tagged);
    assertEquals("", rule.refresh().id());
    outward.expectSteady();
  }

  @Test
  void leaves_rules_of_their_own_to_themselves_where_a_group_lists_none() {
    var draft = tier.group(tier.vpc().create(), "database");
    var group = draft.create();
    var rule = beside(group).create();
    group.expectSteady();
    group.update(draft.with("tags", Map.of("Name", "database"))).expectSteady();
    rule.expectSteady();
  }

  @Test
  void replaces_a_rule_whose_source_becomes_of_another_kind() {
    var group = tier.group(tier.vpc().create(), "database").create();
    var rule = beside(group).create();
    rule.expectUpdate(beside(group).with("cidrIpv4", "10.1.0.0/16"), "cidrIpv4");
    rule.expectReplacement(
        beside(group).without("cidrIpv4").with("referencedSecurityGroupId", group.id()),
        "cidrIpv4",
        "referencedSecurityGroupId");
  }

  @Test
  void knows_a_protocol_by_its_name_and_by_its_number() {
    var vpc = tier.vpc().create();
    var group = tier.group(vpc, "database").create();
    var rule = older(group).with("protocol", "TCP").create();
    assertEquals("tcp", rule.text("protocol"));
    rule.expectUpdate(older(group));
    var newer = beside(group).with("cidrIpv4", "10.2.0.0/16").with("ipProtocol", "TCP");
    newer.create().expectUpdate(newer.with("ipProtocol", "6"));
    var ranges = Map.<String, Object>of("cidrBlocks", List.of(RANGE));
    var listing = tier.group(vpc, "listing");
    listing
        .with("ingress", List.of(within(ranges)))
        .create()
        .expectUpdate(
            listing.with(
                "ingress", List.of(within(Map.of("cidrBlocks", List.of(RANGE), "protocol", "6")))));
    var everything =
        older(group)
            .named("everything")
            .with("type", "egress")
            .with("protocol", "-1")
            .with("fromPort", 0)
            .with("toPort", 0);
    var open = everything.create();
    open.expectUpdate(
        everything.with("protocol", "all").with("fromPort", 5432).with("toPort", 5432));
    open.expectReplacement(
        everything.with("protocol", "tcp").with("fromPort", 5432).with("toPort", 5432),
        "fromPort",
        "protocol",
        "toPort");
  }

  @Test
  void leaves_the_order_of_groups_within_a_rule_open() {
    var vpc = tier.vpc().create();
    var one = tier.group(vpc, "one").create().id();
    var two = tier.group(vpc, "two").create().id();
    var ranges = within(Map.of("cidrBlocks", List.of(RANGE)));
    var draft = tier.group(vpc, "listing");
    draft
        .with("ingress", List.of(within(Map.of("securityGroups", List.of(one, two))), ranges))
        .create()
        .expectUpdate(
            draft.with(
                "ingress", List.of(ranges, within(Map.of("securityGroups", List.of(two, one))))));
  }

  @Test
  void opens_an_older_rule_to_its_group_or_to_others() {
    var draft = older(tier.group(tier.vpc().create(), "database").create()).with("self", true);
    draft.expectFailures("self: cannot be set together with cidrBlocks");
    draft.without("cidrBlocks").with("prefixListIds", List.of("pl-0a1b2c3d")).expectFailures();
  }

  @Test
  void refuses_groups_of_other_networks() {
    var group = tier.group(tier.vpc().create(), "database").create();
    var vpc = tier.vpc().with("cidrBlock", "10.1.0.0/16").create();
    var abroad = tier.group(vpc, "abroad").create();
    var refusal =
        "InvalidGroup.NotFound: You have specified two resources that belong to different networks: %s is in %s, not in %s."
            .formatted(abroad.id(), vpc.id(), group.text("vpcId"));
    beside(group)
        .without("cidrIpv4")
        .with("referencedSecurityGroupId", abroad.id())
        .expectRefusedAtPreview("creating VPC Security Group Ingress Rule: " + refusal);
    older(group)
        .without("cidrBlocks")
        .with("sourceSecurityGroupId", abroad.id())
        .expectRefusedAtPreview("creating Security Group Rule: " + refusal);
    tier.aws()
        .resource(SecurityGroup.TYPE, "listing")
        .with("vpcId", group.text("vpcId"))
        .with("ingress", List.of(within(Map.of("securityGroups", List.of(abroad.id())))))
        .expectRefusedAtPreview("creating Security Group (listing-0123456): " + refusal);
  }

  @Test
  void counts_the_rules_of_all_forms() {
    var vpc = tier.vpc().create();
    var ranges = IntStream.range(0, 60).mapToObj(i -> "10.0." + i + ".0/24").toList();
    var group =
        tier.group(vpc, "full")
            .with("ingress", List.of(within(Map.of("cidrBlocks", ranges))))
            .create();
    var refusal =
        "RulesPerSecurityGroupLimitExceeded: The maximum number of ingress rules of %s has been"
            + " reached: 60. Request an increase in Service Quotas.";
    beside(group)
        .expectRefused(
            "creating VPC Security Group Ingress Rule: " + refusal.formatted(group.id()));
    older(group).with("type", "egress").with("cidrBlocks", ranges).create();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          protocol       | tpc       | protocol: must be -1, all, tcp, udp, icmp, icmpv6 or a protocol's number, but is "tpc"
          protocol       | -1        | protocol: is -1 (all protocols), so fromPort and toPort must be 0
          description    | größer    | description: must have at most 255 letters, digits, spaces and _.:/()#,@[]+=&;{}!$*-, but is "größer"
          cidrBlocks     | 10.0.0.0  | cidrBlocks[0]: must be an IPv4 CIDR block such as 10.0.0.0/16, but is "10.0.0.0"
          securityGroups | database  | securityGroups[0]: must be an id such as sg-0a1b2c3d4e5f60718, but is "database"
          """)
  void judges_rules_within_a_group(String name, String value, String fault) {
    Object given = name.endsWith("s") ? List.of(value) : value;
    tier.aws()
        .resource(SecurityGroup.TYPE, "listing")
        .with("ingress", List.of(within(Map.of(name, given))))
        .expectFailures("ingress[0]." + fault);
  }
}
