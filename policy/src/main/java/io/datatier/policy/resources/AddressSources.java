package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.PropertyPath;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an unknown property will be computed from. The engine tracks dependencies per top-level
 * property, so a database's port looks like its address.
 *
 * @param databases those of an engine that RDS Proxy can front
 * @param proxied whether a proxy is among the sources
 * @param lost whether there are no sources at all while the stack has a database: the Java SDK
 *     loses the origin of a computed output of a resource that does not exist yet (com.pulumi
 *     1.36.1)
 */
record AddressSources(List<ResourceView> databases, boolean proxied, boolean lost) {

  private static final Set<String> DATABASES =
      Set.of(
          "aws:rds/cluster:Cluster",
          "aws:rds/clusterEndpoint:ClusterEndpoint",
          "aws:rds/clusterInstance:ClusterInstance",
          "aws:rds/globalCluster:GlobalCluster",
          "aws:rds/instance:Instance",
          "aws:rds/shardGroup:ShardGroup");

  private static final Set<String> PROXIES =
      Set.of(
          "aws:rds/proxy:Proxy",
          "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
          "aws:rds/proxyEndpoint:ProxyEndpoint",
          "aws:rds/proxyTarget:ProxyTarget");

  private static final Derived<Boolean> HAS_DATABASE =
      stack -> !databasesIn(stack, stack.resources(DATABASES)).isEmpty();

  public AddressSources {
    databases = List.copyOf(databases);
  }

  /** The sources of the top-level property that a place is in. */
  static AddressSources of(StackView stack, ResourceView resource, String property) {
    var top = PropertyPath.parse(property).steps().get(0).toString();
    var sources = stack.sourcesOf(resource, top);
    return new AddressSources(
        databasesIn(stack, sources),
        sources.stream().anyMatch(source -> PROXIES.contains(source.type())),
        sources.isEmpty() && stack.once(HAS_DATABASE));
  }

  /** Judges what is unknown in a top-level property by its sources. A suspicion stops nothing. */
  static Verdict judge(StackView stack, ResourceView resource, String property) {
    return stack.inputsOf(resource).at(property).leaves().stream()
        .filter(ValueView::isUnknown)
        .findFirst()
        .map(leaf -> of(stack, resource, property).judge(leaf.path()))
        .orElse(compliant());
  }

  private Verdict judge(String path) {
    if (lost || (proxied && !databases.isEmpty())) {
      return undecided(path);
    } else if (databases.isEmpty()) {
      return compliant();
    }
    return violation(path, "will be computed from a database only: " + urns()).advise();
  }

  private String urns() {
    return databases.stream().map(ResourceView::urn).collect(Collectors.joining(", "));
  }

  private static List<ResourceView> databasesIn(StackView stack, List<ResourceView> resources) {
    return resources.stream()
        .filter(resource -> DATABASES.contains(resource.type()))
        .filter(database -> !UnfrontedDatabases.isUnfronted(stack.inputsOf(database)))
        .toList();
  }
}
