package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.AddressRange;
import io.datatier.policy.aws.DatabaseEngine;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.Ingress;
import io.datatier.policy.sdk.joins.References;
import io.datatier.policy.sdk.joins.SecurityGroups;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A proxy's security groups admit neither the whole world nor a whole VPC to its port. */
public final class ProxyAdmitsOnlyKnownClients {

  private static final String PROXY = "aws:rds/proxy:Proxy";
  private static final String ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";
  private static final String VPC = "aws:ec2/vpc:Vpc";
  private static final String MORE_OF_VPC =
      "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";

  public static final Rule RULE =
      Rule.named("proxy-admits-only-known-clients")
          .title("Only known clients reach RDS Proxy")
          .because("anyone who reaches the proxy can try passwords and use up its connections")
          .fix("admit the clients' security groups instead of addresses")
          .severity(HIGH)
          .mandatory()
          .onStack(ProxyAdmitsOnlyKnownClients::judge);

  private ProxyAdmitsOnlyKnownClients() {}

  private static Verdict judge(StackView stack) {
    var listeners = listeners(stack).toList();
    if (listeners.isEmpty()) {
      return notApplicable("the stack has no proxy");
    }
    var proxies = References.to(stack, PROXY);
    var groups = SecurityGroups.of(stack);
    var vpcs = vpcs(stack).toList();
    return Verdict.each(
        listeners,
        listener -> {
          var behind = groups.at(listener, "vpcSecurityGroupIds");
          var port = port(stack, proxies, listener);
          return Verdict.all(
              Verdict.each(
                  groups.ingress(behind),
                  it -> it.towards(behind, port, () -> judgeRanges(it, vpcs))),
              behind.open().map(Verdict::undecided).orElse(compliant()).about(listener.urn()));
        });
  }

  private static Stream<ResourceView> listeners(StackView stack) {
    return Stream.of(PROXY, ENDPOINT).flatMap(type -> stack.resources(type).stream());
  }

  /** PostgreSQL proxies listen on 5432, whatever the database's port. */
  private static int port(StackView stack, References proxies, ResourceView listener) {
    var proxy =
        listener.type().equals(ENDPOINT)
            ? proxies.from(listener, "dbProxyName").all().stream()
                .flatMap(urn -> stack.resource(urn).stream())
                .findFirst()
            : Optional.of(listener);
    var family =
        proxy
            .map(stack::inputsOf)
            .flatMap(it -> it.text("engineFamily").known())
            .orElse("POSTGRESQL");
    return DatabaseEngine.ofProxyFamily(family).port();
  }

  private static Verdict judgeRanges(Ingress ingress, List<AddressRange> vpcs) {
    return Verdict.each(ingress.ranges(), range -> judgeRange(range, vpcs));
  }

  private static Verdict judgeRange(ValueView range, List<AddressRange> vpcs) {
    return range
        .text("")
        .whenKnown(
            text ->
                AddressRange.of(text)
                    .map(admitted -> judgeRange(admitted, vpcs))
                    .orElse(compliant()))
        .whenAbsent(compliant());
  }

  private static Verdict judgeRange(AddressRange admitted, List<AddressRange> vpcs) {
    if (admitted.isWorld()) {
      return violation("opens a proxy's port to the whole world");
    }
    var wide = admitted.isAsLargeAsVpc() || vpcs.stream().anyMatch(admitted::contains);
    return wide ? violation("opens a proxy's port to a whole VPC").advise() : compliant();
  }

  private static Stream<AddressRange> vpcs(StackView stack) {
    return Stream.of(VPC, MORE_OF_VPC)
        .flatMap(type -> stack.resources(type).stream())
        .flatMap(vpc -> Stream.of(vpc.at(""), stack.inputsOf(vpc).at("")))
        .flatMap(vpc -> Stream.of(vpc.text("cidrBlock"), vpc.text("ipv6CidrBlock")))
        .flatMap(block -> block.known().flatMap(AddressRange::of).stream());
  }
}
