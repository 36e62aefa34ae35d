package io.datatier.capacity;

import io.datatier.text.Phrases;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings about the instance class and the proxy's share of its connections. */
record PoolRules(CapacityPlan plan) {

  /**
   * Connections that AWS's own automation needs besides the applications' (Aurora user guide,
   * "Maximum connections to an Aurora PostgreSQL DB instance").
   */
  private static final int AUTOMATION = 3;

  Stream<Finding> findings() {
    return Stream.of(unknownClass(), emptyPool(), headroom(), smallShare(), sideBySide())
        .flatMap(Optional::stream);
  }

  private Optional<Finding> unknownClass() {
    var database = plan.tier().database();
    var compare =
        "Compare what SHOW max_connections gives there with the peak of %s"
            .formatted(Phrases.count(plan.peakConnections(), "connection"));
    return plan.maxConnections().isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                database.kind() == DatabaseTarget.Kind.EXISTING
                    ? "The plan cannot size %s, which this stack does not manage. %s."
                        .formatted(database.instanceClass(), compare)
                    : ("The plan cannot size %s: it knows only the classes of %s."
                            + " %s, set %s or choose another %s.")
                        .formatted(
                            database.instanceClass(),
                            String.join(", ", InstanceHardware.families()),
                            compare,
                            Advice.MAX_CONNECTIONS,
                            Advice.INSTANCE_CLASS)));
  }

  private Optional<Finding> emptyPool() {
    return plan.maxConnections()
        .filter(limit -> plan.waiting().isEmpty())
        .map(MaxConnections::range)
        .map(
            range ->
                Finding.error(
                    ("The pool may have no connections: %s of %s is less than one. Set %s to %d"
                            + " or more.")
                        .formatted(
                            share(), range, Advice.SHARE, (99 + range.least()) / range.least())));
  }

  private Optional<Finding> headroom() {
    return plan.pool()
        .filter(pool -> pool.headroom() < AUTOMATION)
        .map(
            pool ->
                Finding.warning(
                    ("The pool may leave %s for administration, migrations and AWS's own"
                            + " automation, which need %d or more. Lower %s to %d or less.")
                        .formatted(
                            Phrases.count(pool.headroom(), "connection"),
                            AUTOMATION,
                            Advice.SHARE,
                            shareThatLeavesEnough())));
  }

  private int shareThatLeavesEnough() {
    var limit = plan.maxConnections().orElseThrow();
    return Math.max(1, (limit.ordinary().least() - AUTOMATION) * 100 / limit.range().least());
  }

  private Optional<Finding> sideBySide() {
    var proxies = plan.tier().proxies();
    return proxies * plan.tier().pool().maxConnectionsPercent().value() > 100
        ? Optional.of(
            Finding.warning(
                ("Each of %d proxies may open %s of the database's connections, together more than"
                        + " the database accepts. Lower %s to %d until clients have moved, or"
                        + " expect errors when both are busy.")
                    .formatted(proxies, share(), Advice.SHARE, 100 / proxies)))
        : Optional.empty();
  }

  // The smallest shares that AWS recommends: 30 % for db.t3.small, 20 % from db.t3.medium up (RDS
  // user guide, "MaxConnectionsPercent"). It gives none for smaller classes, which need at least
  // as much.
  private Optional<Finding> smallShare() {
    return plan.hardware()
        .map(it -> it.memoryGib() < 4 ? 30 : 20)
        .filter(least -> plan.tier().pool().maxConnectionsPercent().value() < least)
        .map(
            least ->
                Finding.warning(
                    ("%s is %s. AWS recommends %d or more for %s, because the proxy keeps some"
                            + " connections for itself.")
                        .formatted(
                            Advice.SHARE, share(), least, plan.tier().database().instanceClass())));
  }

  private String share() {
    return plan.tier().pool().maxConnectionsPercent().toString();
  }
}
