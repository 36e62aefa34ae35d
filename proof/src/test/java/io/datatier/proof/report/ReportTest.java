package io.datatier.proof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import io.datatier.proof.experiment.Experiment;
import io.datatier.proof.experiment.Failover;
import io.datatier.proof.experiment.Result;
import io.datatier.proof.load.Attempt;
import io.datatier.proof.load.Failure;
import io.datatier.proof.load.Measurement;
import io.datatier.proof.load.Scenario;
import io.datatier.proof.load.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The same results as tables, for programs, and drawn. */
final class ReportTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final Report report =
      new Report(
          new Machine(
              "2026-01-01", Optional.of("abc"), "2 x X", "OS", "Java", "PG", "JDBC", "Pool", 0.3),
          List.of(
              result(Scenario.functions("10 clients", 10, SECOND, SECOND), measured(10, 0, 10)),
              result(Scenario.functions("40 clients", 40, SECOND, SECOND), measured(15, 25, 15)),
              result(
                  Scenario.functions("reconnecting", 5, SECOND, Duration.ZERO), measured(5, 0, 1))),
          List.of(
              new Failover.Outcome(
                  new Failover(
                      Scenario.functions("failover", 4, SECOND, Duration.ZERO),
                      SECOND,
                      SECOND,
                      SECOND),
                  SECOND.multipliedBy(3),
                  measured(2, 2, 0),
                  measured(4, 0, 0))));

  @TempDir private Path folder = Path.of("");

  @Test
  void tables_hold_what_was_measured_beside_the_plan() {
    assertEquals(
        """
        Measured: 2026-01-01, commit abc, 2 x X, OS, Java, PG, JDBC, Pool; load average at the start 0.3.

        | scenario     | path   | errors                  | p50   | p95   | p99   | connect p50 | a second | database connections | total wait | machine busy |
        | ---          | ---    | ---                     | ---   | ---   | ---   | ---         | ---      | ---                  | ---        | ---          |
        | 10 clients   | direct | 0                       | 5 ms  | 10 ms | 10 ms | 2 ms        | 10       | 10                   |            | 50 %         |
        | 10 clients   | pool   | 0                       | 5 ms  | 10 ms | 10 ms | 2 ms        | 10       | 5                    | 0.0 s      | 50 %         |
        | 40 clients   | direct | 25 too many connections | 8 ms  | 15 ms | 15 ms | 2 ms        | 15       | 15                   |            | 50 %         |
        | 40 clients   | pool   | 0                       | 20 ms | 38 ms | 40 ms | 2 ms        | 40       | 5                    | 0.0 s      | 50 %         |
        | reconnecting | direct | 0                       | 3 ms  | 5 ms  | 5 ms  | 2 ms        | 5        | 1                    |            | 50 %         |
        | reconnecting | pool   | 0                       | 3 ms  | 5 ms  | 5 ms  | 2 ms        | 5        | 5                    | 0.0 s      | 50 %         |

        | scenario     | load                                                                                   | max_connections | plan, directly               | refused: plan | measured | pool: plan | measured | wait p95: plan | measured | factor | verdict |
        | ---          | ---                                                                                    | ---             | ---                          | ---           | ---      | ---        | ---      | ---            | ---      | ---    | ---     |
        | 10 clients   | 10 functions, evenly over 1 s, 50 ms in the database, keep the connection for 1 s, TLS | 20              | 10 connections: fits         | 0             | 0        | 5          | 5        | 0 ms           | 1 ms     | 1      | right   |
        | 40 clients   | 40 functions, evenly over 1 s, 50 ms in the database, keep the connection for 1 s, TLS | 20              | 40 connections: does not fit | 25            | 25       | 5          | 5        | 3.0 ms         | 1 ms     | 1      | right   |
        | reconnecting | 5 functions, evenly over 1 s, 50 ms in the database, close at once, TLS                | 20              | 1 connection: fits           | 0             | 0        | 5          | 5        | 0 ms           | 1 ms     | 1      | right   |

        Half of the clients had connected, through the pool and directly, within 2 ms and 2 ms (reconnecting).

        The database was stopped under load (4 functions, evenly over 1 s, 50 ms in the database, close at once, TLS) and unavailable for 3 s; the borrow timeout is 1 s:

        | path   | requests | errors                 | p50  | p95  | longest | total wait |
        | ---    | ---      | ---                    | ---  | ---  | ---     | ---        |
        | direct | 4        | 2 too many connections | 1 ms | 2 ms | 2 ms    |            |
        | pool   | 4        | 0                      | 2 ms | 4 ms | 4 ms    | 0.0 s      |
        """,
        report.tables());
  }

  @Test
  void programs_read_the_same() {
    var json = JsonParser.parseString(report.json()).getAsJsonObject();

    assertEquals(
        List.of("10 clients", "40 clients", "reconnecting"),
        json.getAsJsonArray("results").asList().stream()
            .map(result -> result.getAsJsonObject().get("scenario").getAsString())
            .toList());
    var loss = json.getAsJsonArray("results").get(1).getAsJsonObject();
    assertEquals(
        JsonParser.parseString(
            """
            {"peakConnections": 40, "direct": "EXCEEDS", "refused": 25, "pool": 5,
             "otherSessions": 0, "wait95": 2.955567}
            """),
        loss.get("plan"));
    assertEquals(
        JsonParser.parseString(
            """
            {"runs": 1, "requests": 40, "workersLost": 0, "errors": {"too many connections": 25.0},
             "messages": {"too many connections": "sorry, too many clients"},
             "total50": 8.0, "connect50": 2.0, "wait50": 1.0,
             "total95": 15.0, "connect95": 2.0, "wait95": 1.0,
             "total99": 15.0, "connect99": 2.0, "wait99": 1.0,
             "waitedInAll": 40.0, "perSecond": 15.0, "databaseConnections": 15, "busy": 0.5}
            """),
        loss.get("direct"));
    assertEquals(
        JsonParser.parseString("[3000.0, 1000]"),
        JsonParser.parseString(
            json.getAsJsonArray("failovers").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(it -> List.of(it.get("away"), it.get("borrowTimeout")).toString())
                .collect(Collectors.joining())));
  }

  @Test
  void who_got_no_answer_has_no_time() {
    var refused =
        new Measurement(
            1,
            List.of(attempt(1, Optional.of(Failure.OTHER))),
            List.of(),
            Map.of(Failure.OTHER, "ERROR: permission denied\n  Hint: ask"),
            1,
            SECOND,
            0.5);
    var experiment =
        new Experiment(Scenario.functions("denied", 1, SECOND, Duration.ZERO), 20, 25, SECOND);
    var denied =
        new Report(
            report.machine(),
            List.of(new Result(experiment, Sessions.NONE, refused, refused)),
            List.of());

    assertEquals(
        List.of(
            "| denied | direct | 1 other | - | - | - | - | 0 | 1 | | 50 % |",
            "| denied | pool | 1 other | - | - | - | - | 0 | 1 | 0.0 s | 50 % |",
            "- other: ERROR: permission denied Hint: ask"),
        denied
            .tables()
            .lines()
            .filter(line -> line.contains("1 other") || line.startsWith("- "))
            .map(line -> line.replaceAll(" +", " "))
            .toList());
    assertTrue(denied.tables().contains("| 0 ms           | -        | -      | none"));
    assertEquals(2, denied.exitCode());
    var json =
        JsonParser.parseString(denied.json())
            .getAsJsonObject()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject();
    assertEquals(JsonNull.INSTANCE, json.get("factor"));
    assertEquals(JsonNull.INSTANCE, json.getAsJsonObject("direct").get("total95"));
  }

  @Test
  void the_picture_draws_both_paths_of_those_that_differ_in_clients_only() throws Exception {
    new ReportFolder(folder).write(report);

    var svg = DocumentBuilderFactory.newInstance();
    svg.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var picture = svg.newDocumentBuilder().parse(folder.resolve(ReportFolder.PICTURE).toFile());
    assertEquals(List.of("10 to 40 clients, directly and through a pool"), texts(picture, "title"));
    assertEquals(
        List.of(
            "10 clients: 0 errors directly, 0 through the pool."
                + " 40 clients: 25 errors directly, 0 through the pool."),
        texts(picture, "desc"));
    var lines = picture.getElementsByTagName("polyline");
    assertEquals(
        List.of("direct", "pooled", "direct", "pooled", "direct dashed", "pooled dashed"),
        IntStream.range(0, lines.getLength())
            .mapToObj(line -> ((Element) lines.item(line)).getAttribute("class"))
            .toList());
    // 40 clients stand at 380, 10 at a quarter of the way from 76; 25 errors are all that there
    // are.
    assertEquals("152.0,320.0 380.0,104.0", ((Element) lines.item(0)).getAttribute("points"));
  }

  @Test
  void what_does_not_vary_is_not_drawn() throws Exception {
    new ReportFolder(folder).write(report);
    new ReportFolder(folder)
        .write(new Report(report.machine(), report.results().subList(1, 3), List.of()));

    try (var files = Files.list(folder)) {
      assertEquals(
          Set.of("proof.md", "proof.json"),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  private static List<String> texts(Document document, String element) {
    var found = document.getElementsByTagName(element);
    return IntStream.range(0, found.getLength())
        .mapToObj(number -> found.item(number).getTextContent())
        .toList();
  }

  private static Result result(Scenario scenario, Measurement direct) {
    var experiment = new Experiment(scenario, 20, 25, SECOND);
    return new Result(
        experiment, Sessions.NONE, direct, measured(scenario.requests(), 0, experiment.pool()));
  }

  /** Those that were answered took 1 ms, 2 ms and so on. */
  private static Measurement measured(int answered, int refused, int peak) {
    return new Measurement(
        1,
        Stream.concat(
                IntStream.rangeClosed(1, answered)
                    .mapToObj(number -> attempt(number, Optional.empty())),
                Collections.nCopies(refused, attempt(1, Optional.of(Failure.TOO_MANY_CONNECTIONS)))
                    .stream())
            .toList(),
        List.of(),
        refused == 0 ? Map.of() : Map.of(Failure.TOO_MANY_CONNECTIONS, "sorry, too many clients"),
        peak,
        SECOND,
        0.5);
  }

  private static Attempt attempt(int number, Optional<Failure> failure) {
    return new Attempt(
        Duration.ZERO,
        MILLISECOND.multipliedBy(2),
        MILLISECOND,
        MILLISECOND.multipliedBy(number),
        failure);
  }
}
