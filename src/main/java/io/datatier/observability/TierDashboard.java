package io.datatier.observability;

import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.datatier.component.Component;
import io.datatier.proxy.DatabaseProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A CloudWatch dashboard of one proxy and its database: the states of the alarms, then graphs from
 * the clients on the left to the database below.
 */
public final class TierDashboard extends Component {

  private final Output<String> name;

  /** A dashboard without a parent. */
  public TierDashboard(
      String name,
      DatabaseProxy proxy,
      DatabaseMetrics database,
      List<AlarmSet> alarms,
      Optional<String> region) {
    this(name, proxy, database, alarms, region, ComponentResourceOptions.Empty);
  }

  /**
   * The dashboard of {@code proxy} and {@code database}.
   *
   * @param name also the name of the dashboard
   * @param alarms whose states stand above the graphs and whose thresholds are drawn in them
   * @param region where the proxy and the database are; without it, the proxy's ARN tells
   */
  public TierDashboard(
      String name,
      DatabaseProxy proxy,
      DatabaseMetrics database,
      List<AlarmSet> alarms,
      Optional<String> region,
      ComponentResourceOptions options) {
    super("datatier:observability:TierDashboard", name, options);
    var dashboard =
        new Dashboard(
            child("dashboard"),
            DashboardArgs.builder()
                .dashboardName(name)
                .dashboardBody(body(proxy, database, alarms, region))
                .build(),
            childOptions());
    this.name = dashboard.dashboardName();
    registerOutputs(Map.of("name", this.name));
  }

  /** The dashboard's name. */
  public Output<String> name() {
    return name;
  }

  private static Output<String> body(
      DatabaseProxy proxy,
      DatabaseMetrics database,
      List<AlarmSet> alarms,
      Optional<String> region) {
    var known =
        region.map(Output::of).orElseGet(() -> proxy.arn().applyValue(TierDashboard::region));
    var thresholds = alarms.stream().flatMap(set -> set.alarms().stream()).toList();
    var arns =
        Output.all(alarms.stream().map(AlarmSet::arns).toList())
            .applyValue(sets -> sets.stream().flatMap(List::stream).toList());
    return Output.tuple(known, arns, proxy.name(), database.identifier())
        .applyValue(
            all ->
                new DashboardBody(all.t1, thresholds)
                    .json(all.t2, graphs(all.t3, all.t4, database)));
  }

  // arn:<partition>:rds:<region>:<account>:db-proxy:<id>
  private static String region(String proxyArn) {
    return proxyArn.split(":", -1)[3];
  }

  private static List<Graph> graphs(String proxy, String identifier, DatabaseMetrics database) {
    var graphs = new ArrayList<Graph>(proxyGraphs(proxy));
    graphs.add(new Graph("CPU of the database, %", identifier, of(database, MachineMetrics::cpu)));
    graphs.add(
        new Graph(
            "Free memory of the database, bytes",
            identifier,
            of(database, MachineMetrics::freeMemory)));
    graphs.add(
        new Graph("Free storage of the database, bytes", identifier, database.freeStorage()));
    if (database.isBurstable()) {
      graphs.add(
          new Graph(
              "CPU credits charged", identifier, of(database, MachineMetrics::chargedCredits)));
    }
    return graphs;
  }

  private static Metric[] of(DatabaseMetrics database, Function<MachineMetrics, Metric> metric) {
    return Stream.concat(Stream.of(database.machine()), database.readers().stream())
        .map(metric)
        .toArray(Metric[]::new);
  }

  private static List<Graph> proxyGraphs(String proxy) {
    return List.of(
        new Graph(
            "Connections",
            proxy,
            ProxyMetrics.CLIENT_CONNECTIONS,
            ProxyMetrics.DATABASE_CONNECTIONS,
            ProxyMetrics.CONNECTIONS_ALLOWED),
        new Graph("Share of the allowed connections, %", proxy, ProxyMetrics.SHARE_OF_ALLOWED),
        new Graph(
            "Use of the database connections",
            proxy,
            ProxyMetrics.CONNECTIONS_BORROWED,
            ProxyMetrics.CONNECTIONS_IN_TRANSACTION,
            ProxyMetrics.SESSIONS_PINNED),
        new Graph(
            "Latencies, µs",
            proxy,
            ProxyMetrics.BORROW_LATENCY,
            ProxyMetrics.DATABASE_LATENCY,
            ProxyMetrics.QUERY_LATENCY),
        new Graph(
            "Failures per minute",
            proxy,
            ProxyMetrics.SETUPS_FAILED,
            ProxyMetrics.AUTHENTICATIONS_FAILED),
        new Graph("Availability, %", proxy, ProxyMetrics.AVAILABILITY));
  }
}
