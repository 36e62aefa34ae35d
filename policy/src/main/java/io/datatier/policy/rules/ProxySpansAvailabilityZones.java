package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.MEDIUM;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A proxy, and each of its endpoints, has subnets in two or more Availability Zones. */
public final class ProxySpansAvailabilityZones {

  private static final String PROXY = "aws:rds/proxy:Proxy";
  private static final String ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";
  private static final String SUBNET = "aws:ec2/subnet:Subnet";
  private static final String SUBNETS = "vpcSubnetIds";

  public static final Rule RULE =
      Rule.named("proxy-spans-availability-zones")
          .title("RDS Proxy spans at least two Availability Zones")
          .because("RDS rejects fewer, and losing the only zone would cut off every client")
          .fix("use subnets in two or more zones of the database's VPC")
          .severity(MEDIUM)
          .mandatory()
          .on(PROXY, ProxySpansAvailabilityZones::judge)
          .on(ENDPOINT, ProxySpansAvailabilityZones::judge)
          .onStack(ProxySpansAvailabilityZones::judgeStack);

  private ProxySpansAvailabilityZones() {}

  private static Verdict judge(ResourceView proxy) {
    return proxy
        .list(SUBNETS)
        .whenKnown(
            subnets -> {
              var known = subnets.stream().flatMap(it -> it.text("").known().stream()).distinct();
              var unknown = subnets.stream().filter(it -> it.isUnknown()).findFirst();
              if (known.count() >= 2) {
                return compliant();
              }
              return unknown
                  .map(it -> undecided(it.path()))
                  .orElse(violation("has fewer than two subnets"));
            })
        .whenAbsent(violation("is not set"));
  }

  private static Verdict judgeStack(StackView stack) {
    var subnets = References.to(stack, SUBNET);
    return Verdict.each(
        List.of(PROXY, ENDPOINT),
        type -> stack.each(type, proxy -> judgeZones(stack, subnets, stack.inputsOf(proxy))));
  }

  /** Also covers what {@link #judge} leaves undecided. */
  private static Verdict judgeZones(StackView stack, References subnets, ResourceView proxy) {
    var referred = subnets.from(proxy, SUBNETS);
    var found = referred.all().stream().flatMap(urn -> stack.resource(urn).stream()).toList();
    var names = zones(stack, found, "availabilityZone");
    var ids = zones(stack, found, "availabilityZoneId");
    if (Set.copyOf(names).size() >= 2 || Set.copyOf(ids).size() >= 2) {
      return compliant();
    } else if (referred.open().isPresent()
        || found.size() < 2
        || found.size() < referred.all().size()) {
      // Some subnets are outside the stack, so only their number counts.
      return judge(proxy).open();
    }
    var complete = names.size() == found.size() || ids.size() == found.size();
    return complete
        ? violation(SUBNETS, "has all its subnets in one Availability Zone")
        : undecided(SUBNETS);
  }

  private static List<String> zones(StackView stack, List<ResourceView> subnets, String property) {
    return subnets.stream()
        .flatMap(
            subnet ->
                Stream.of(subnet, stack.inputsOf(subnet))
                    .flatMap(view -> view.text(property).known().stream())
                    .limit(1))
        .toList();
  }
}
