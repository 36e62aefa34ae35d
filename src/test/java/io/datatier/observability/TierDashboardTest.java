package io.datatier.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.pulumi.core.Output;
import io.datatier.database.InstanceClass;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TierDashboardTest {

  private static final String ALARM = "arn:aws:cloudwatch:us-east-1:123456789012:";
  private static final String PROXY = "AWS/RDS %s ProxyName=pool, %s";
  private static final String DATABASE = "AWS/RDS %s DBInstanceIdentifier=campaign, %s";

  private static RecordedStack tier;

  @BeforeAll
  static void register() {
    tier = stackWith(Optional.of("eu-central-1"));
  }

  @Test
  void consists_of_one_dashboard_that_bears_its_name() {
    assertEquals(
        List.of(
            "dashboard: aws:cloudwatch/dashboard:Dashboard in"
                + " datatier:observability:TierDashboard"),
        tier.childrenOf("tier"));
    assertEquals(
        Set.of("dashboardName", "dashboardBody"),
        tier.resource("tier-dashboard").inputs().keySet());
    assertEquals("tier", tier.output("dashboard"));
  }

  @Test
  void shows_the_states_of_all_alarms_on_top() {
    var states = widgets(tier).get(0);
    assertEquals("alarm 0 0 24 4", places(tier).get(0));
    assertEquals(Set.of("title", "alarms"), states.keySet());
    assertEquals(
        Stream.of(
                "proxy-alarms-client-connections",
                "proxy-alarms-database-connections",
                "proxy-alarms-share-of-allowed-connections",
                "proxy-alarms-borrow-latency",
                "proxy-alarms-pinned-sessions",
                "proxy-alarms-failed-setups",
                "proxy-alarms-failed-authentications",
                "proxy-alarms-availability",
                "database-alarms-cpu",
                "database-alarms-charged-credits",
                "database-alarms-free-memory",
                "database-alarms-free-storage")
            .map(name -> ALARM + name)
            .toList(),
        texts(states.getAsJsonArray("alarms")));
  }

  @Test
  void lays_three_graphs_in_a_row() {
    assertEquals(
        List.of(
            "metric 0 4 8 6",
            "metric 8 4 8 6",
            "metric 16 4 8 6",
            "metric 0 10 8 6",
            "metric 8 10 8 6",
            "metric 16 10 8 6",
            "metric 0 16 8 6",
            "metric 8 16 8 6",
            "metric 16 16 8 6"),
        places(tier).subList(1, 10));
  }

  @Test
  void draws_what_the_proxy_and_the_database_publish() {
    assertEquals(
        List.of(
            "Connections: "
                + List.of(
                    PROXY.formatted("ClientConnections", "{stat=Sum}"),
                    PROXY.formatted("DatabaseConnections", "{stat=Sum}"),
                    PROXY.formatted("MaxDatabaseConnectionsAllowed", "{stat=Sum}")),
            "Share of the allowed connections, %: "
                + List.of(
                    "{expression=100 * held / allowed, id=result, label=Share of the allowed"
                        + " connections, period=60}",
                    PROXY.formatted(
                        "MaxDatabaseConnectionsAllowed", "{id=allowed, stat=Sum, visible=false}"),
                    PROXY.formatted("DatabaseConnections", "{id=held, stat=Sum, visible=false}")),
            "Use of the database connections: "
                + List.of(
                    PROXY.formatted("DatabaseConnectionsCurrentlyBorrowed", "{stat=Sum}"),
                    PROXY.formatted("DatabaseConnectionsCurrentlyInTransaction", "{stat=Sum}"),
                    PROXY.formatted("DatabaseConnectionsCurrentlySessionPinned", "{stat=Sum}")),
            "Latencies, µs: "
                + List.of(
                    PROXY.formatted("DatabaseConnectionsBorrowLatency", "{stat=Average}"),
                    PROXY.formatted("QueryDatabaseResponseLatency", "{stat=Average}"),
                    PROXY.formatted("QueryResponseLatency", "{stat=Average}")),
            "Failures per minute: "
                + List.of(
                    PROXY.formatted("DatabaseConnectionsSetupFailed", "{stat=Sum}"),
                    PROXY.formatted("ClientConnectionsSetupFailedAuth", "{stat=Sum}")),
            "Availability, %: "
                + List.of(
                    "{expression=FILL(documented, 100) + FILL(seen, 100) - 100, id=result,"
                        + " label=Availability, period=60}",
                    availability("documented", "READ_WRITE"),
                    availability("seen", "READWRITE")),
            "CPU of the database, %: "
                + List.of(DATABASE.formatted("CPUUtilization", "{stat=Average}")),
            "Free memory of the database, bytes: "
                + List.of(DATABASE.formatted("FreeableMemory", "{stat=Average}")),
            "Free storage of the database, bytes: "
                + List.of(DATABASE.formatted("FreeStorageSpace", "{stat=Minimum}")),
            "CPU credits charged: "
                + List.of(DATABASE.formatted("CPUSurplusCreditsCharged", "{stat=Average}"))),
        graphs(tier).stream()
            .map(graph -> graph.get("title").getAsString() + ": " + lines(graph))
            .toList());
  }

  @Test
  void draws_the_threshold_of_every_alarm_where_its_metric_is() {
    assertEquals(
        List.of(
            "alarm client-connections=500.0 alarm database-connections=50.0",
            "alarm share-of-allowed-connections=77.0",
            "alarm pinned-sessions=25.0",
            "alarm borrow-latency=1000000.0",
            "alarm failed-setups=0.0 alarm failed-authentications=0.0",
            "alarm availability=99.0",
            "alarm cpu=90.0",
            "alarm free-memory=2.14748365E8",
            "alarm free-storage=2.147483648E9",
            "alarm charged-credits=0.0"),
        graphs(tier).stream().map(TierDashboardTest::thresholds).toList());
  }

  @Test
  void draws_every_graph_alike() {
    var common = new TreeSet<String>();
    for (var graph : graphs(tier)) {
      graph.keySet().removeAll(Set.of("title", "metrics", "annotations"));
      common.add(graph.toString());
    }
    assertEquals(
        Set.of(
            "{\"region\":\"eu-central-1\",\"view\":\"timeSeries\",\"period\":60,"
                + "\"yAxis\":{\"left\":{\"min\":0}}}"),
        common);
  }

  @Test
  void looks_where_the_proxy_is_unless_told() {
    assertEquals(
        Set.of("us-east-1"),
        new TreeSet<>(
            graphs(stackWith(Optional.empty())).stream()
                .map(graph -> graph.get("region").getAsString())
                .toList()));
  }

  private static RecordedStack stackWith(Optional<String> region) {
    return RecordedStack.of(
        context -> {
          var settings = AlarmSettings.builder().build();
          var topic = new AlarmTopic("topic", settings);
          var proxy = SampleTier.proxy();
          var database =
              DatabaseMetrics.ofInstance(
                  Output.of("campaign"),
                  Optional.of(new InstanceClass("db.t4g.small")),
                  Optional.of(20));
          var alarms =
              List.of(
                  new ProxyAlarms("proxy-alarms", settings, proxy, topic),
                  new DatabaseAlarms("database-alarms", settings, database, topic));
          var dashboard = new TierDashboard("tier", proxy, database, alarms, region);
          context.export("dashboard", dashboard.name());
        });
  }

  private static Stream<JsonObject> body(RecordedStack stack) {
    var inputs = stack.resource("tier-dashboard").inputs();
    var body = JsonParser.parseString(String.valueOf(inputs.get("dashboardBody")));
    assertEquals(Set.of("widgets"), body.getAsJsonObject().keySet());
    return stream(body.getAsJsonObject().getAsJsonArray("widgets"))
        .map(JsonElement::getAsJsonObject);
  }

  private static List<JsonObject> widgets(RecordedStack stack) {
    return body(stack).map(widget -> widget.getAsJsonObject("properties")).toList();
  }

  private static List<JsonObject> graphs(RecordedStack stack) {
    return widgets(stack).subList(1, 11);
  }

  private static List<String> places(RecordedStack stack) {
    return body(stack)
        .map(
            widget ->
                Stream.of("type", "x", "y", "width", "height")
                    .map(key -> widget.get(key).getAsString())
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static List<String> lines(JsonObject graph) {
    return stream(graph.getAsJsonArray("metrics"))
        .map(JsonElement::getAsJsonArray)
        .map(TierDashboardTest::line)
        .toList();
  }

  // ["AWS/RDS", metric, dimension, value, …, {options}]
  private static String line(JsonArray line) {
    var options = options(line.get(line.size() - 1).getAsJsonObject());
    if (line.size() == 1) {
      return options;
    }
    var dimensions = new ArrayList<String>();
    for (var i = 2; i < line.size() - 1; i += 2) {
      dimensions.add(line.get(i).getAsString() + "=" + line.get(i + 1).getAsString());
    }
    return "%s %s %s, %s"
        .formatted(
            line.get(0).getAsString(),
            line.get(1).getAsString(),
            String.join(", ", dimensions),
            options);
  }

  private static String options(JsonObject options) {
    return options.entrySet().stream()
        .map(it -> Map.entry(it.getKey(), it.getValue().getAsString()).toString())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String availability(String id, String role) {
    return ("AWS/RDS AvailabilityPercentage ProxyName=pool, TargetGroup=default, TargetRole=%s,"
            + " {id=%s, stat=Average, visible=false}")
        .formatted(role, id);
  }

  private static String thresholds(JsonObject graph) {
    return stream(graph.getAsJsonObject("annotations").getAsJsonArray("horizontal"))
        .map(JsonElement::getAsJsonObject)
        .map(it -> it.get("label").getAsString() + "=" + it.get("value").getAsString())
        .collect(Collectors.joining(" "));
  }

  private static List<String> texts(JsonArray array) {
    return stream(array).map(JsonElement::getAsString).toList();
  }

  private static Stream<JsonElement> stream(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
