package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.TOO_MANY;

import io.datatier.proof.doctor.DeployedStack.Budget;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** The budget of connections against what is used now. */
final class BudgetCheck implements Check {

  /** RDS keeps so many connections from ordinary users, in its parameter groups. */
  private static final int RESERVED = 5;

  private final Metrics metrics;

  BudgetCheck(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Stream<Question> questions(Tier tier) {
    return Stream.of(
            tier.stack().budget().isEmpty()
                ? Stream.of(new Question(TOO_MANY, "plan", () -> Stream.of(noPlan())))
                : Stream.<Question>of(),
            tier.ofProxies(TOO_MANY, proxy -> ofDatabases(tier, proxy)),
            tier.stack().budget().stream()
                .flatMap(
                    budget ->
                        tier.ofProxies(
                            TOO_MANY, proxy -> Stream.of(ofClients(budget.peak(), proxy)))))
        .flatMap(questions -> questions);
  }

  private static Finding noPlan() {
    return Finding.note(
        TOO_MANY,
        "the stack has no plan of connections",
        "Run this for the stack that has the proxy; there, set datatier:database.maxConnections if"
            + " the plan does not know the database.");
  }

  private Stream<Finding> ofDatabases(Tier tier, Proxy proxy) {
    return proxy.instances().stream()
        .map(target -> target.rdsResourceId())
        .flatMap(
            database ->
                new Question(
                        TOO_MANY,
                        "use of database " + database,
                        () ->
                            limit(tier, proxy).stream()
                                .boxed()
                                .map(limit -> of(database, limit, share(proxy))))
                    .ask().stream());
  }

  /**
   * What the database takes: what the proxy may open, and the rest. Until it has opened any, the
   * plan's guess; so too for a proxy of several, as its metric is the sum of what it may open in
   * all of them (RDS user guide, "Monitoring RDS Proxy metrics", dimension set {@code ProxyName}).
   */
  private OptionalDouble limit(Tier tier, Proxy proxy) {
    var allowed =
        proxy.instances().size() > 1
            ? OptionalDouble.empty()
            : metrics.most(
                "MaxDatabaseConnectionsAllowed", "ProxyName", proxy.name(), Statistic.SUM);
    var share = share(proxy);
    if (allowed.isPresent() && share.isPresent()) {
      return OptionalDouble.of(allowed.getAsDouble() / share.getAsDouble());
    }
    return tier.stack()
        .budget()
        .map(Budget::limit)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  /** The part of a database's connections that the proxy may open, 0.01 to 1. */
  private static OptionalDouble share(Proxy proxy) {
    return proxy.pool().get().stream()
        .mapToDouble(pool -> pool.maxConnectionsPercent() / 100.0)
        .findFirst();
  }

  private Finding of(String database, double limit, OptionalDouble share) {
    var used =
        metrics.most("DatabaseConnections", "DBInstanceIdentifier", database, Statistic.MAXIMUM);
    if (used.isEmpty()) {
      return Finding.note(
          TOO_MANY,
          "CloudWatch has no number of connections of database %s; it takes %.0f or more"
              .formatted(database, limit),
          "Ask again in a few minutes: metrics begin with the first connection.");
    }
    var text =
        "database %s had at most %.0f connections in the last 15 minutes; it takes %.0f or more"
            .formatted(database, used.getAsDouble(), limit);
    // A pool that is full is as it should be, unless it leaves nothing to administrators.
    var free = limit - RESERVED;
    if (used.getAsDouble() < free) {
      return Finding.good(TOO_MANY, text);
    }
    return Finding.bad(
        TOO_MANY,
        text,
        share.orElse(0) * limit < free
            ? "Find who connects beside the proxy (pg_stat_activity), lower"
                + " datatier:proxy.pool.maxConnectionsPercent, or choose a larger class."
            : "Lower datatier:proxy.pool.maxConnectionsPercent: a full pool leaves nothing for"
                + " administration.");
  }

  private Finding ofClients(int peak, Proxy proxy) {
    var clients = metrics.most("ClientConnections", "ProxyName", proxy.name(), Statistic.SUM);
    if (clients.isEmpty()) {
      return Finding.note(
          TOO_MANY,
          "CloudWatch has no clients of proxy %s; the plan counts on %d at peak"
              .formatted(proxy.name(), peak),
          "Call a function: if that succeeds, metrics follow within minutes.");
    }
    var text =
        "proxy %s had at most %.0f clients in the last 15 minutes; the plan counts on %d at peak"
            .formatted(proxy.name(), clients.getAsDouble(), peak);
    return clients.getAsDouble() <= peak
        ? Finding.good(TOO_MANY, text)
        : Finding.bad(
            TOO_MANY,
            text,
            "Add the missing clients to the configuration, so that the plan counts on them.");
  }
}
