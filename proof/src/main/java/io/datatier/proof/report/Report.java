package io.datatier.proof.report;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.datatier.proof.cli.OneLine;
import io.datatier.proof.experiment.Failover;
import io.datatier.proof.experiment.Result;
import io.datatier.proof.load.Measurement;
import io.datatier.proof.load.Sessions;
import io.datatier.text.Phrases;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as tables in Markdown, which are readable as they are, and as JSON. */
public record Report(Machine machine, List<Result> results, List<Failover.Outcome> failovers) {

  /** In place of a figure if no client got an answer. */
  private static final String NOTHING = "-";

  public Report {
    results = List.copyOf(results);
    failovers = List.copyOf(failovers);
  }

  /** Whether nothing contradicts the plan. */
  boolean agrees() {
    return results.stream().allMatch(Result::agrees);
  }

  /** 0 if the plan was right, 1 if it was not, 2 if what clients met says nothing of it. */
  public int exitCode() {
    if (agrees()) {
      return 0;
    }
    return results.stream().anyMatch(result -> result.isJudged() && !result.agrees()) ? 1 : 2;
  }

  /** All tables. */
  public String tables() {
    return Stream.of(
            Stream.of("Measured: " + machine.text() + ".\n", measured()),
            said().stream(),
            Stream.of(planned()),
            connecting().stream(),
            failovers.stream().map(Report::failedOver))
        .flatMap(parts -> parts)
        .collect(Collectors.joining("\n"));
  }

  /** What the pool adds to connecting, where that is what is measured. */
  private Optional<String> connecting() {
    var added =
        results.stream()
            .filter(result -> result.experiment().scenario().isOfConnecting())
            .filter(result -> result.direct().connect(0.5).isPresent())
            .filter(result -> result.pooled().connect(0.5).isPresent())
            .map(
                result ->
                    "%s and %s (%s)"
                        .formatted(
                            milliseconds(result.pooled().connect(0.5)),
                            milliseconds(result.direct().connect(0.5)),
                            result.experiment().scenario().name()))
            .collect(Collectors.joining(", "));
    return added.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Half of the clients had connected, through the pool and directly, within %s.\n"
                .formatted(added));
  }

  /** What the kinds do not tell: the first message of each that is not the plan's. */
  private Optional<String> said() {
    var first =
        results.stream()
            .flatMap(result -> Stream.of(result.direct(), result.pooled()))
            .flatMap(measured -> measured.said().entrySet().stream())
            .filter(kind -> kind.getKey().isForeign())
            .sorted(Map.Entry.comparingByKey())
            .map(kind -> "- %s: %s\n".formatted(kind.getKey(), OneLine.of(kind.getValue())))
            .distinct()
            .collect(Collectors.joining());
    return first.isEmpty()
        ? Optional.empty()
        : Optional.of("Errors unrelated to the plan, by their first message:\n\n" + first);
  }

  /** Errors and latency against the number of clients; empty if nothing varies but that. */
  public Optional<String> picture() {
    return results.stream()
        .collect(Collectors.groupingBy(result -> result.experiment().ofOneClient()))
        .values()
        .stream()
        .filter(sweep -> sweep.size() > 1)
        .max(Comparator.comparingInt(List::size))
        .map(sweep -> new Picture(sweep).svg());
  }

  private String measured() {
    var table =
        new MarkdownTable(
            "scenario",
            "path",
            "errors",
            "p50",
            "p95",
            "p99",
            "connect p50",
            "a second",
            "database connections",
            "total wait",
            "machine busy");
    for (var result : results) {
      add(table, result, "direct", result.direct());
      add(table, result, "pool", result.pooled());
    }
    return table.text();
  }

  private static void add(MarkdownTable table, Result result, String path, Measurement measured) {
    table.row(
        result.experiment().scenario().name(),
        path,
        errors(measured),
        milliseconds(measured.total(0.5)),
        milliseconds(measured.total(0.95)),
        milliseconds(measured.total(0.99)),
        milliseconds(measured.connect(0.5)),
        number(measured.perSecond()),
        "" + measured.peak(),
        path.equals("pool") ? seconds(measured.waitedInAll()) : "",
        Math.round(measured.busy() * 100) + " %" + (measured.isSaturated() ? ", saturated" : ""));
  }

  private static String errors(Measurement measured) {
    return measured.failures().isEmpty()
        ? "0"
        : measured.failures().entrySet().stream()
            .map(entry -> number(entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", "));
  }

  private String planned() {
    var table =
        new MarkdownTable(
            "scenario",
            "load",
            "max_connections",
            "plan, directly",
            "refused: plan",
            "measured",
            "pool: plan",
            "measured",
            "wait p95: plan",
            "measured",
            "factor",
            "verdict");
    for (var result : results) {
      var prediction = result.prediction();
      table.row(
          result.experiment().scenario().name(),
          result.experiment().scenario().description(),
          "" + result.experiment().maxConnections(),
          "%s%s: %s"
              .formatted(
                  Phrases.count(prediction.peak(), "connection"),
                  inAdditionTo(prediction.others()),
                  prediction.direct()),
          "" + prediction.refused(),
          number(result.direct().failed()),
          "" + prediction.pool(),
          "" + result.pooled().peak(),
          milliseconds(Optional.of(prediction.waited95())),
          milliseconds(result.pooled().waited(0.95)),
          prediction
              .factor(result.pooled())
              .map(apart -> number(apart) + (result.pooled().isSaturated() ? " (saturated)" : ""))
              .orElse(NOTHING),
          result.verdict());
    }
    return table.text();
  }

  private static String inAdditionTo(Sessions others) {
    return others.all() == 0 ? "" : " in addition to " + others.all();
  }

  private static String failedOver(Failover.Outcome outcome) {
    var table =
        new MarkdownTable("path", "requests", "errors", "p50", "p95", "longest", "total wait");
    for (var direct : List.of(true, false)) {
      var measured = direct ? outcome.direct() : outcome.pooled();
      table.row(
          direct ? "direct" : "pool",
          "" + measured.log().size(),
          errors(measured),
          milliseconds(measured.total(0.5)),
          milliseconds(measured.total(0.95)),
          milliseconds(measured.total(1)),
          direct ? "" : seconds(measured.waitedInAll()));
    }
    return "The database was stopped under load (%s) and unavailable for %s; the borrow timeout is %s:\n\n%s"
        .formatted(
            outcome.failover().scenario().description(),
            seconds(outcome.away()),
            seconds(outcome.failover().borrowTimeout()),
            table.text());
  }

  /** The same for programs; times in milliseconds. */
  String json() {
    var all = new JsonArray();
    for (var result : results) {
      var prediction = result.prediction();
      var planned = new JsonObject();
      planned.addProperty("peakConnections", prediction.peak());
      planned.addProperty("direct", prediction.direct().name());
      planned.addProperty("refused", prediction.refused());
      planned.addProperty("pool", prediction.pool());
      planned.addProperty("otherSessions", prediction.others().all());
      planned.addProperty("wait95", prediction.waited95().toNanos() / 1e6);
      var entry = new JsonObject();
      entry.addProperty("scenario", result.experiment().scenario().name());
      entry.addProperty("load", result.experiment().scenario().description());
      entry.addProperty("maxConnections", result.experiment().maxConnections());
      entry.add("plan", planned);
      entry.add("direct", json(result.direct()));
      entry.add("pooled", json(result.pooled()));
      entry.addProperty("judged", result.isJudged());
      entry.addProperty("right", result.isRight());
      entry.addProperty("factor", prediction.factor(result.pooled()).orElse(null));
      all.add(entry);
    }
    var report = new JsonObject();
    report.addProperty("machine", machine.text());
    report.add("results", all);
    var stopped = new JsonArray();
    for (var outcome : failovers) {
      var entry = new JsonObject();
      entry.addProperty("away", outcome.away().toNanos() / 1e6);
      entry.addProperty("borrowTimeout", outcome.failover().borrowTimeout().toMillis());
      entry.add("direct", json(outcome.direct()));
      entry.add("pooled", json(outcome.pooled()));
      stopped.add(entry);
    }
    report.add("failovers", stopped);
    return new GsonBuilder().serializeNulls().setPrettyPrinting().create().toJson(report) + "\n";
  }

  private static JsonObject json(Measurement measured) {
    var json = new JsonObject();
    json.addProperty("runs", measured.runs());
    json.addProperty("requests", measured.log().size());
    json.addProperty("workersLost", measured.lost().size());
    var errors = new JsonObject();
    measured.failures().forEach((kind, count) -> errors.addProperty(kind.toString(), count));
    json.add("errors", errors);
    var messages = new JsonObject();
    measured.said().forEach((kind, text) -> messages.addProperty(kind.toString(), text));
    json.add("messages", messages);
    for (var percent : new int[] {50, 95, 99}) {
      add(json, "total" + percent, measured.total(percent / 100.0));
      add(json, "connect" + percent, measured.connect(percent / 100.0));
      add(json, "wait" + percent, measured.waited(percent / 100.0));
    }
    json.addProperty("waitedInAll", measured.waitedInAll().toNanos() / 1e6);
    json.addProperty("perSecond", measured.perSecond());
    json.addProperty("databaseConnections", measured.peak());
    json.addProperty("busy", measured.busy());
    return json;
  }

  private static void add(JsonObject json, String name, Optional<Duration> time) {
    json.addProperty(name, time.map(it -> it.toNanos() / 1e6).orElse(null));
  }

  private static String milliseconds(Optional<Duration> time) {
    return time.map(it -> number(it.toNanos() / 1e6) + " ms").orElse(NOTHING);
  }

  private static String seconds(Duration time) {
    return number(time.toNanos() / 1e9) + " s";
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }
}
