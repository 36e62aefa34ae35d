package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an unknown property will be computed from. The engine tracks dependencies per top-level
 * property, so a database's port looks like its address.
 *
 * @param databases those with an engine that RDS Proxy supports
 * @param proxied whether a proxy is among the sources
 * @param lost whether there are no sources although the stack has a database: the Java SDK loses
 *     the origin of a computed output of a new resource (com.pulumi 1.36.1)
 */
public record AddressSources(List<ResourceView> databases, boolean proxied, boolean lost) {

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

  /** Engines that RDS Proxy does not support (RDS user guide, "Limitations for RDS Proxy"). */
  private static final Pattern UNFRONTED = Pattern.compile("oracle|db2|custom");

  private static final Derived<Boolean> HAS_DATABASE =
      stack -> !databasesIn(stack, stack.resources(DATABASES)).isEmpty();

  public AddressSources {
    databases = List.copyOf(databases);
  }

  /** The sources of a top-level property. */
  public static AddressSources of(StackView stack, ResourceView resource, String property) {
    var sources = stack.sourcesOf(resource, property);
    return new AddressSources(
        databasesIn(stack, sources),
        sources.stream().anyMatch(source -> PROXIES.contains(source.type())),
        sources.isEmpty() && stack.once(HAS_DATABASE));
  }

  /**
   * Judges by its sources what {@link DirectAddresses#in} leaves undecided in a top-level property.
   * The result is at most an advisory.
   */
  public static Verdict judge(StackView stack, ResourceView resource, String property) {
    var place = stack.inputsOf(resource).at(property);
    var unknown =
        place.leaves().stream().filter(ValueView::isUnknown).map(ValueView::path).toList();
    var tooLarge =
        DirectAddresses.in(place).answers().stream()
            .filter(Verdict.Undecided.class::isInstance)
            .filter(open -> !unknown.contains(((Verdict.Undecided) open).path()))
            .toList();
    var bySources =
        unknown.stream().limit(1).map(path -> of(stack, resource, property).judge(path)).toList();
    return Verdict.all(Verdict.all(tooLarge), Verdict.all(bySources));
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
        .filter(database -> !isUnfronted(stack.inputsOf(database)))
        .toList();
  }

  private static boolean isUnfronted(ResourceView database) {
    return UNFRONTED.matcher(database.text("engine").known().orElse("")).lookingAt();
  }
}
