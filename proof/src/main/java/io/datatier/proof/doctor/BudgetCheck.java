package io.datatier.proof.doctor;

import static io.datatier.proof.doctor.Finding.Symptom.TOO_MANY;

import java.util.ArrayList;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** The budget of connections against what is used now. */
final class BudgetCheck implements Check {

  private static final double NEARLY = 0.8;

  private final Aws aws;

  BudgetCheck(Aws aws) {
    this.aws = aws;
  }

  @Override
  public Stream<Finding> findings(DeployedStack stack, Proxy proxy) {
    var metrics = new Metrics(aws.metrics());
    var found = new ArrayList<Finding>();
    if (stack.maxConnections().isEmpty()) {
      found.add(
          Finding.note(
              TOO_MANY,
              "nobody says how many connections the database takes",
              "Set datatier:database.maxConnections; then the plan counts on it."));
    }
    for (var target : proxy.instances()) {
      var used =
          metrics.most(
              "DatabaseConnections",
              "DBInstanceIdentifier",
              target.rdsResourceId(),
              Statistic.MAXIMUM);
      stack
          .maxConnections()
          .ifPresent(limit -> found.add(ofDatabase(target.rdsResourceId(), limit, used)));
    }
    var clients = metrics.most("ClientConnections", "ProxyName", proxy.name(), Statistic.SUM);
    stack.peakConnections().ifPresent(peak -> found.add(ofClients(peak, clients)));
    return found.stream();
  }

  private static Finding ofDatabase(String database, int limit, OptionalDouble used) {
    if (used.isEmpty()) {
      return Finding.note(
          TOO_MANY,
          "CloudWatch has no number of connections of database %s; it takes %d or more"
              .formatted(database, limit),
          "Ask again in a few minutes: metrics begin with the first connection.");
    }
    var text =
        "database %s had at most %.0f connections in the last 15 minutes; it takes %d or more"
            .formatted(database, used.getAsDouble(), limit);
    return used.getAsDouble() < limit * NEARLY
        ? Finding.good(TOO_MANY, text)
        : Finding.bad(
            TOO_MANY,
            text,
            "Find who connects beside the proxy (pg_stat_activity), lower"
                + " datatier:proxy.pool.maxConnectionsPercent, or choose a larger class.");
  }

  private static Finding ofClients(int peak, OptionalDouble clients) {
    if (clients.isEmpty()) {
      return Finding.note(
          TOO_MANY,
          "CloudWatch has no clients of the proxy; the plan counts on %d at peak".formatted(peak),
          "Call a function: if that succeeds, metrics follow within minutes.");
    }
    var text =
        "the proxy had at most %.0f clients in the last 15 minutes; the plan counts on %d at peak"
            .formatted(clients.getAsDouble(), peak);
    return clients.getAsDouble() <= peak
        ? Finding.good(TOO_MANY, text)
        : Finding.bad(
            TOO_MANY,
            text,
            "Add the missing clients to the configuration, so that the plan counts on them.");
  }
}
