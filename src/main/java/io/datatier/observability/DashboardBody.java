package io.datatier.observability;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a dashboard (CloudWatch API reference, "Dashboard Body Structure and Syntax"): the
 * states of the alarms over the whole width, below them the graphs, three in a row. The same values
 * give the same text, or every preview would show a change.
 *
 * @param region where the metrics are
 * @param alarms whose thresholds are drawn in the graphs of what they watch
 */
record DashboardBody(String region, List<Alarm> alarms) {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final int GRID_WIDTH = 24;
  private static final int IN_A_ROW = 3;
  private static final int STATES_HEIGHT = 4;
  private static final int GRAPH_HEIGHT = 6;

  String json(List<String> alarmArns, List<Graph> graphs) {
    var widgets = new ArrayList<Widget>();
    widgets.add(
        new Widget("alarm", 0, 0, GRID_WIDTH, STATES_HEIGHT, new States("Alarms", alarmArns)));
    for (var i = 0; i < graphs.size(); i++) {
      var width = GRID_WIDTH / IN_A_ROW;
      var x = i % IN_A_ROW * width;
      var y = STATES_HEIGHT + i / IN_A_ROW * GRAPH_HEIGHT;
      widgets.add(new Widget("metric", x, y, width, GRAPH_HEIGHT, drawn(graphs.get(i))));
    }
    return GSON.toJson(Map.of("widgets", widgets));
  }

  private Drawn drawn(Graph graph) {
    var thresholds =
        alarms.stream()
            .filter(alarm -> graph.shown().contains(alarm.measurement()))
            .map(alarm -> new Threshold("alarm " + alarm.role(), alarm.threshold()))
            .toList();
    return new Drawn(
        graph.title(),
        region,
        "timeSeries",
        Measurement.PERIOD_SECONDS,
        graph.lines(),
        Map.of("left", Map.of("min", 0)),
        thresholds.isEmpty() ? null : Map.of("horizontal", thresholds));
  }

  private record Widget(String type, int x, int y, int width, int height, Record properties) {}

  private record States(String title, List<String> alarms) {}

  private record Drawn(
      String title,
      String region,
      String view,
      int period,
      List<List<Object>> metrics,
      Map<String, Map<String, Integer>> yAxis,
      @Nullable Map<String, List<Threshold>> annotations) {}

  private record Threshold(String label, double value) {}
}
