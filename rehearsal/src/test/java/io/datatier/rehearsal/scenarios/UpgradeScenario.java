package io.datatier.rehearsal.scenarios;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.engine.EventLog;
import io.datatier.rehearsal.engine.EventLog.Change;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Stacks that the first release had brought up, under today's program: first with the file that
 * they had, then with the file that the project has today. No database, no secret and no proxy is
 * replaced, nor anything else that keeps its place.
 */
@Tag("guarantee")
final class UpgradeScenario {

  private static final String FIRST_RELEASE = "0.1.0";

  private static final Set<String> HARMLESS = Set.of("create", "same", "update");

  @Test
  void dev_keeps_all_but_the_topic_of_its_alarms_and_an_endpoint_that_nobody_calls()
      throws Exception {
    var stage = Stage.leftBy(FIRST_RELEASE, "dev");

    // Lambda writes logs from outside the VPC.
    assertUpgraded(stage, "dev", Set.of("campaign-network-dev-endpoint-logs"));
    assertRemoves(Map.of(), previewOfTodaysFile(stage, "dev"));
    bringUpIfSoaked(stage);
  }

  @Test
  void prod_keeps_all_but_the_topic_of_its_alarms_and_then_the_way_its_functions_sign_in()
      throws Exception {
    var stage = Stage.leftBy(FIRST_RELEASE, "prod");

    assertUpgraded(stage, "prod", Set.of());
    // Clients that sign in with tokens read no secret.
    assertRemoves(
        Stream.of(
                "dialer-worker",
                "dispatcher",
                "enrich-dial-task",
                "report-generator",
                "status-checker",
                "validate-campaign")
            .collect(
                Collectors.toMap(
                    "campaign-functions-prod-%s-lambda-prod-read-database-secret"::formatted,
                    name -> "delete")),
        previewOfTodaysFile(stage, "prod"));
    bringUpIfSoaked(stage);
  }

  /** What the program alone changes: it is the one thing that is another than it was. */
  private static void assertUpgraded(Stage stage, String stack, Set<String> endpoints)
      throws Exception {
    var before = stage.account();
    var changes = changesAtPreview(stage);

    // Other things of a stack than its proxy have alarms now, so the topic has another name.
    var removed = new TreeMap<>(Map.of("campaign-proxy-alarms-" + stack + "-topic", "delete"));
    endpoints.forEach(name -> removed.put(name, "delete"));
    assertRemoves(removed, changes);
    assertEquals(
        Map.of(
            "campaign-postgres-proxy-" + stack + "-pool",
            new Change("update", new TreeSet<>(Set.of("connectionPoolConfig")))),
        ofDatabaseAndProxy(changes));

    assertBecomesClean(stage);
    var lost = marks(before);
    lost.removeAll(marks(stage.account()));
    var left = new TreeSet<>(Set.of(topic("campaign-proxy-alarms-" + stack)));
    before
        .all("aws:ec2/vpcEndpoint:VpcEndpoint")
        .filter(it -> endpoints.contains(it.properties().fields("tags").text("Name", "")))
        .forEach(it -> left.add(mark(it)));
    assertEquals(
        left, lost, "what was in the account and is no more, or is another of the same name");
    System.out.printf(
        "upgrade of %s from %s: %d made, %d changed in place, %d removed, 0 replaced%n",
        stack,
        FIRST_RELEASE,
        count(changes, "create"),
        count(changes, "update"),
        count(changes, "delete"));
  }

  private static Map<String, Change> previewOfTodaysFile(Stage stage, String stack)
      throws Exception {
    stage.reconfigure(Stage.parts(stack).config());
    return changesAtPreview(stage);
  }

  private static void bringUpIfSoaked(Stage stage) throws Exception {
    if (Extent.of(false, true)) {
      assertBecomesClean(stage);
    }
  }

  private static void assertBecomesClean(Stage stage) throws Exception {
    stage.require("up", "--skip-preview", "--suppress-progress");
    stage.require("refresh", "--skip-preview", "--expect-no-changes", "--suppress-progress");
    stage.require("preview", "--expect-no-changes", "--suppress-progress");
  }

  private static Map<String, Change> changesAtPreview(Stage stage) throws Exception {
    var events = stage.newFile("upgrade", ".events");
    stage.require("preview", "--suppress-progress", "--event-log", events.toString());
    return EventLog.read(events).changes();
  }

  /** What is neither made nor changed in place, by what happens to it. */
  private static void assertRemoves(Map<String, String> expected, Map<String, Change> changes) {
    var removed = new TreeMap<String, String>();
    changes.forEach((name, change) -> removed.put(name, change.operation()));
    removed.values().removeIf(HARMLESS::contains);
    assertEquals(new TreeMap<>(expected), removed);
  }

  /** What happens to the resources that nobody wants to lose. */
  private static Map<String, Change> ofDatabaseAndProxy(Map<String, Change> changes) {
    var precious = new TreeMap<>(changes);
    precious
        .keySet()
        .removeIf(name -> !name.matches("campaign-postgres.*-(instance|proxy|pool|target|role)"));
    precious.values().removeIf(change -> change.operation().equals("same"));
    return precious;
  }

  /**
   * Ids and ARNs: a proxy that is replaced under its own name has the same id, not the same ARN.
   */
  private static Set<String> marks(Account account) {
    return account.entities().stream().map(UpgradeScenario::mark).collect(toSet());
  }

  private static String mark(Entity entity) {
    return String.join(" ", entity.type(), entity.id(), entity.text("arn").orElse(""));
  }

  private static String topic(String name) {
    var arn = "arn:aws:sns:us-east-1:123456789012:" + name;
    return String.join(" ", "aws:sns/topic:Topic", arn, arn);
  }

  private static long count(Map<String, Change> changes, String operation) {
    return changes.values().stream().filter(change -> change.operation().equals(operation)).count();
  }
}
