package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.TOO_MANY;

import io.datatier.proof.doctor.DeployedStack.Budget;
import io.datatier.text.Phrases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.rds.model.DBProxyTargetGroup;

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
        "the stack has no capacity plan",
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
                        () -> Stream.of(ofDatabase(tier, proxy, database)))
                    .ask().stream());
  }

  /** By what the proxy may open in it, or else by the plan, which may say too little. */
  private Finding ofDatabase(Tier tier, Proxy proxy, String database) {
    var used =
        metrics.most(
            "DatabaseConnections", Map.of("DBInstanceIdentifier", database), Statistic.MAXIMUM);
    var pool = proxy.pool().get();
    var allowed = pool.map(it -> allowed(proxy, it, database)).orElse(OptionalDouble.empty());
    if (allowed.isPresent()) {
      var limit = allowed.getAsDouble() / share(pool.orElseThrow());
      return used.isEmpty()
          ? noUse(database, limit)
          : known(database, used.getAsDouble(), limit, allowed.getAsDouble());
    }
    return tier.stack()
        .budget()
        .map(Budget::limit)
        .map(
            limit ->
                used.isEmpty()
                    ? noUse(database, limit)
                    : guessed(database, used.getAsDouble(), limit))
        .orElseGet(
            () ->
                Finding.note(
                    TOO_MANY,
                    "the connection limit of database %s is unknown".formatted(database),
                    "Run this again when clients have connected: metrics begin then."));
  }

  /**
   * The connections that the proxy may open in one of its databases, by its present share; nothing
   * until it has opened one. The proxy's own figure is the sum over all of them (RDS user guide,
   * "Monitoring RDS Proxy metrics", dimension sets 1 and 3).
   */
  private OptionalDouble allowed(Proxy proxy, DBProxyTargetGroup pool, String database) {
    var name = proxy.name();
    return metrics.most(
        "MaxDatabaseConnectionsAllowed",
        proxy.instances().size() == 1
            ? Map.of("ProxyName", name)
            : Map.of("ProxyName", name, "TargetGroup", "default", "Target", "db:" + database),
        Statistic.SUM,
        Optional.ofNullable(pool.updatedDate()).orElse(Instant.EPOCH));
  }

  /** The part of a database's connections that the proxy may open, 0.01 to 1. */
  private static double share(DBProxyTargetGroup pool) {
    return pool.connectionPoolConfig().maxConnectionsPercent() / 100.0;
  }

  private static Finding noUse(String database, double limit) {
    return Finding.note(
        TOO_MANY,
        "CloudWatch has no connection count of database %s; its limit is %s or more"
            .formatted(database, Phrases.count(Math.round(limit))),
        "Run this again in a few minutes: metrics begin with the first connection.");
  }

  private static String text(String database, double used, double limit) {
    return "database %s had at most %s in the last 15 minutes; its limit is %s or more"
        .formatted(
            database,
            Phrases.count(Math.round(used), "connection"),
            Phrases.count(Math.round(limit)));
  }

  private static Finding guessed(String database, double used, double limit) {
    return used < limit - RESERVED
        ? Finding.good(TOO_MANY, text(database, used, limit))
        : Finding.note(
            TOO_MANY,
            "database %s had at most %s in the last 15 minutes; the plan guarantees %s"
                .formatted(
                    database,
                    Phrases.count(Math.round(used), "connection"),
                    Phrases.count(Math.round(limit))),
            "Compare with SHOW max_connections: the proxy has no figure yet, and the plan's is the"
                + " least.");
  }

  /** A pool that is full is as it should be, unless it leaves nothing to administrators. */
  private static Finding known(String database, double used, double limit, double pool) {
    var free = limit - RESERVED;
    if (used < free) {
      return Finding.good(TOO_MANY, text(database, used, limit));
    }
    var advice = new ArrayList<String>();
    if (used > pool) {
      advice.add(
          "Find sessions that bypass the proxy (pg_stat_activity), lower"
              + " datatier:proxy.pool.maxConnectionsPercent, or choose a larger class.");
    }
    if (pool >= free) {
      advice.add(
          "Lower datatier:proxy.pool.maxConnectionsPercent: a full pool leaves nothing for"
              + " administration.");
    }
    return Finding.bad(TOO_MANY, text(database, used, limit), String.join(" ", advice));
  }

  private Finding ofClients(int peak, Proxy proxy) {
    var clients =
        metrics.most("ClientConnections", Map.of("ProxyName", proxy.name()), Statistic.SUM);
    if (clients.isEmpty()) {
      return Finding.note(
          TOO_MANY,
          "CloudWatch shows no clients of proxy %s; the plan expects %s at peak"
              .formatted(proxy.name(), Phrases.count(peak)),
          "Call a function: if that succeeds, metrics follow within minutes.");
    }
    var text =
        "proxy %s had at most %s in the last 15 minutes; the plan expects %s at peak"
            .formatted(
                proxy.name(),
                Phrases.count(Math.round(clients.getAsDouble()), "client"),
                Phrases.count(peak));
    return clients.getAsDouble() <= peak
        ? Finding.good(TOO_MANY, text)
        : Finding.bad(
            TOO_MANY,
            text,
            "Add the missing clients to the configuration, so that the plan includes them.");
  }
}
