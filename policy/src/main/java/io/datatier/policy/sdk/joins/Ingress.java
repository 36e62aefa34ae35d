package io.datatier.policy.sdk.joins;

import static io.datatier.policy.sdk.Verdict.compliant;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One ingress rule of a security group, in any form.
 *
 * @param declaration the resource that declares it: the group itself or a separate rule
 * @param group the group that it belongs to
 * @param place where it is in the declaration's inputs
 */
public record Ingress(ResourceView declaration, Referred group, ValueView place) {

  /** The address ranges that it admits, each a text, or an unknown list. */
  public List<ValueView> ranges() {
    return below("cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6");
  }

  /** The prefix lists that it admits. */
  public List<ValueView> prefixLists() {
    return below("prefixListIds", "prefixListId");
  }

  /** The security groups that it admits. */
  public List<ValueView> groups() {
    return below("securityGroups", "sourceSecurityGroupId", "referencedSecurityGroupId");
  }

  private List<ValueView> below(String... paths) {
    return Stream.of(paths).flatMap(path -> place.at(path).leaves().stream()).toList();
  }

  /** Whether it admits the members of its own group. */
  public boolean admitsItself() {
    return place.bool("self").known().orElse(false);
  }

  /**
   * Applies a verdict on what it admits to listeners on a TCP port in these groups, if the rule
   * leads to them.
   */
  public Verdict towards(Referred listeners, int port, Supplier<Verdict> verdict) {
    var leads = group.meets(listeners);
    if ((!leads && group.open().isEmpty()) || verdict.get().answers().isEmpty()) {
      return compliant();
    }
    var open = group.open().map(Verdict::undecided).orElse(compliant());
    return ifAdmits(port, leads ? verdict.get() : open).about(declaration.urn());
  }

  private Verdict ifAdmits(int port, Verdict verdict) {
    var protocol = place.at("ipProtocol").isAbsent() ? "protocol" : "ipProtocol";
    return place
        .text(protocol)
        .whenKnown(
            name ->
                switch (name.toLowerCase(Locale.ROOT)) {
                  case "-1", "all" -> verdict;
                  case "tcp", "6" -> ifInPorts(port, verdict);
                  default -> compliant();
                })
        .whenAbsent(verdict);
  }

  private Verdict ifInPorts(int port, Verdict verdict) {
    var upTo =
        place
            .number("toPort")
            .whenKnown(to -> to < port ? compliant() : verdict)
            .whenAbsent(verdict);
    return place
        .number("fromPort")
        .whenKnown(from -> from > port ? compliant() : upTo)
        .whenAbsent(upTo);
  }
}
