package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.settings.ProductionStacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A production database can fail over to another zone: an instance to its standby, an Aurora
 * cluster to a second instance. A Multi-AZ DB cluster always spans three zones.
 */
public final class DatabaseMultiAz {

  private static final String INSTANCE = "aws:rds/instance:Instance";
  private static final String CLUSTER = "aws:rds/cluster:Cluster";
  private static final String CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

  public static final Rule RULE =
      Rule.named("database-multi-az")
          .title("Production databases span Availability Zones")
          .because("losing one zone would stop the database until someone restores it")
          .fix("set multiAz to true, or give the cluster an instance in a second zone")
          .severity(HIGH)
          .mandatory()
          .settings(ProductionStacks.SETTING)
          .on(INSTANCE, ProductionStacks.only(DatabaseMultiAz::judge))
          .onStack(DatabaseMultiAz::judge);

  private static final Derived<Instances> MEMBERS = DatabaseMultiAz::instances;

  private DatabaseMultiAz() {}

  private static Verdict judge(ResourceView instance) {
    if (instance.text("replicateSourceDb").isPresent()) {
      return notApplicable("a read replica does not take over automatically");
    }
    return instance
        .bool("multiAz")
        .whenKnown(multiAz -> multiAz ? compliant() : violation("is false"))
        .whenAbsent(violation("is not set, which RDS treats as false"));
  }

  private static Verdict judge(StackView stack) {
    return Verdict.all(
        stack.each(
            INSTANCE, ProductionStacks.only(instance -> judge(stack.inputsOf(instance)).open())),
        stack.each(CLUSTER, ProductionStacks.only(cluster -> judge(stack, cluster))));
  }

  private static Verdict judge(StackView stack, ResourceView cluster) {
    var inputs = stack.inputsOf(cluster);
    if (inputs.text("engineMode").known().equals(Optional.of("serverless"))) {
      return notApplicable("Aurora Serverless v1 changes zones by itself");
    }
    var engine = inputs.text("engine");
    if (engine.isUnknown()) {
      return undecided("engine");
    }
    // The provider requires an engine; before version 5 it defaulted to Aurora.
    return engine.known().orElse("aurora").startsWith("aurora")
        ? judgeInstances(stack, cluster)
        : compliant();
  }

  private static Verdict judgeInstances(StackView stack, ResourceView cluster) {
    var instances = stack.once(MEMBERS);
    var strays = instances.strays();
    var members = instances.of(cluster, stack.inputsOf(cluster));
    if (members.size() > 1) {
      return judgeZones(members);
    }
    if (members.isEmpty() && strays.isEmpty() && isSecondary(stack.inputsOf(cluster))) {
      return notApplicable("is a secondary cluster of a global database, which needs no instance");
    }
    if (members.size() + strays.size() > 1) {
      return Verdict.each(strays, it -> undecided("clusterIdentifier").about(it.urn()));
    }
    return members.isEmpty()
        ? violation("has no instance in this stack; give it two")
        : violation("has one instance; give it a second in another zone");
  }

  /**
   * Whether a global database has it as another's copy: its users are those of the primary, which
   * is made with one or from a snapshot (Aurora user guide, "Adding an AWS Region to an Amazon
   * Aurora global database").
   */
  private static boolean isSecondary(ResourceView cluster) {
    return !cluster.at("globalClusterIdentifier").isAbsent()
        && Stream.of("masterUsername", "snapshotIdentifier", "restoreToPointInTime")
            .allMatch(origin -> cluster.at(origin).isAbsent());
  }

  /**
   * The instances of clusters.
   *
   * @param byCluster by the identifier that they say, or the URN that they are computed from
   * @param strays those of which only the update will know
   */
  private record Instances(Map<String, List<ResourceView>> byCluster, List<ResourceView> strays) {

    List<ResourceView> of(ResourceView... views) {
      return Stream.of(views)
          .flatMap(it -> Stream.concat(Stream.of(it.urn()), identifier(it).stream()))
          .distinct()
          .flatMap(name -> byCluster.getOrDefault(name, List.of()).stream())
          .toList();
    }
  }

  private static Optional<String> identifier(ResourceView view) {
    return view.text("clusterIdentifier").known();
  }

  private static Instances instances(StackView stack) {
    var byCluster = new HashMap<String, List<ResourceView>>();
    var strays = new ArrayList<ResourceView>();
    for (var output : stack.resources(CLUSTER_INSTANCE)) {
      var instance = stack.inputsOf(output);
      var clusters =
          identifier(instance)
              .map(List::of)
              .orElseGet(
                  () ->
                      stack.sourcesOf(instance, "clusterIdentifier").stream()
                          .filter(it -> it.type().equals(CLUSTER))
                          .map(ResourceView::urn)
                          .toList());
      clusters.forEach(
          it -> byCluster.computeIfAbsent(it, first -> new ArrayList<>()).add(instance));
      if (clusters.isEmpty()) {
        strays.add(instance);
      }
    }
    return new Instances(byCluster, strays);
  }

  /** Aurora spreads instances over zones unless all of them name the same one. */
  private static Verdict judgeZones(List<ResourceView> members) {
    var zones =
        members.stream()
            .map(it -> it.text("availabilityZone").known().orElse(null))
            .distinct()
            .toList();
    return zones.size() == 1 && Objects.nonNull(zones.get(0))
        ? violation("has all its instances in " + zones.get(0))
        : compliant();
  }
}
