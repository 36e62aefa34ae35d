package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.CRITICAL;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * No Lambda function is given the address of a database itself.
 *
 * <p>A known environment is judged by the host names in it, at update before the function is made.
 * At a preview it is often unknown; then what it will be computed from is looked at, which can
 * raise a suspicion and no more: the port and the name of a database come from it too.
 */
public final class LambdaConnectsThroughProxy {

  private static final String FUNCTION = "aws:lambda/function:Function";

  public static final Rule RULE =
      Rule.named("lambda-connects-through-proxy")
          .title("Lambda functions reach the database through RDS Proxy")
          .because("every concurrent invocation would hold a connection of the database's own")
          .fix("give the function the proxy's endpoint")
          .severity(CRITICAL)
          .mandatory()
          .on(FUNCTION, LambdaConnectsThroughProxy::judge)
          .onStack(LambdaConnectsThroughProxy::judgeStack);

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

  /** Engines of RDS that no proxy speaks (RDS user guide, "Limitations for RDS Proxy"). */
  private static final Pattern UNFRONTED = Pattern.compile("oracle|db2|custom");

  private LambdaConnectsThroughProxy() {}

  private static Verdict judge(ResourceView function) {
    return Verdict.each(function.at("environment").leaves(), LambdaConnectsThroughProxy::judgeText);
  }

  private static Verdict judgeText(ValueView variable) {
    return variable
        .text("")
        .whenKnown(
            text -> {
              var hosts = RdsHosts.in(text);
              var verdict = Verdict.each(hosts.found(), found -> judgeHost(found, variable));
              return hosts.complete() ? verdict : Verdict.all(verdict, undecided(variable.path()));
            })
        .whenAbsent(compliant());
  }

  private static Verdict judgeHost(RdsHosts.Found found, ValueView variable) {
    var host = found.host();
    if (host.kind() == RdsHost.Kind.PROXY) {
      return compliant();
    }
    var verb = found.mentioned() ? "mentions" : "holds";
    var name = variable.isSecret() ? "a secret, not shown" : host.name();
    var violation =
        violation("%s the address of %s (%s)".formatted(verb, host.kind().words(), name));
    return host.isDirect() && !found.mentioned() ? violation : violation.advise();
  }

  /** Answers for what {@link #judge} leaves open: by its sources, or again as open. */
  private static Verdict judgeStack(StackView stack) {
    return stack.each(
        FUNCTION,
        function -> {
          var places = stack.inputsOf(function).at("environment").leaves();
          var tooLarge = Verdict.each(places, LambdaConnectsThroughProxy::judgeSize);
          return places.stream()
              .filter(ValueView::isUnknown)
              .findFirst()
              .map(unknown -> Verdict.all(tooLarge, judgeSources(stack, function, unknown)))
              .orElse(tooLarge);
        });
  }

  private static Verdict judgeSize(ValueView variable) {
    var complete = variable.text("").known().map(text -> RdsHosts.in(text).complete());
    return complete.orElse(true) ? compliant() : undecided(variable.path());
  }

  /** Dependencies are known for the environment as a whole, not for each of its variables. */
  private static Verdict judgeSources(StackView stack, ResourceView function, ValueView unknown) {
    var sources = stack.sourcesOf(function, "environment");
    var proxied = sources.stream().anyMatch(source -> PROXIES.contains(source.type()));
    var databases = databasesIn(stack, sources);
    if (sources.isEmpty() && !databasesIn(stack, stack.resources()).isEmpty()) {
      // An unknown value from nowhere: the Java SDK loses the origin of a computed output of a
      // resource that does not exist yet (com.pulumi 1.36.1).
      return undecided(unknown.path());
    } else if (proxied && !databases.isEmpty()) {
      return undecided(unknown.path());
    } else if (databases.isEmpty()) {
      return compliant();
    }
    var urns = databases.stream().map(ResourceView::urn).collect(Collectors.joining(", "));
    return violation(unknown.path(), "will be computed from a database alone: " + urns).advise();
  }

  /** Those that are databases, of an engine that RDS Proxy can front. */
  private static List<ResourceView> databasesIn(StackView stack, List<ResourceView> resources) {
    return resources.stream()
        .filter(resource -> DATABASES.contains(resource.type()))
        .filter(
            database -> !isUnfronted(stack.inputsOf(database).text("engine").known().orElse("")))
        .toList();
  }

  private static boolean isUnfronted(String engine) {
    return UNFRONTED.matcher(engine).lookingAt();
  }
}
