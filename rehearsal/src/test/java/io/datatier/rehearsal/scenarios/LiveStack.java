package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.engine.EventLog;
import io.datatier.rehearsal.engine.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A stack in use whose configuration changes: what preview says of it and what the run does. */
final class LiveStack {

  private static final Set<String> PRECIOUS =
      Set.of(
          "aws:rds/instance:Instance",
          "aws:rds/cluster:Cluster",
          "aws:rds/proxy:Proxy",
          "aws:rds/proxyTarget:ProxyTarget");

  private final Stage stage;

  private LiveStack(Stage stage) {
    this.stage = stage;
  }

  /** A stack that is up. */
  static LiveStack of(Stage stage) {
    return new LiveStack(stage);
  }

  /** Changes one key, such as {@code database.version}. */
  void set(String key, String value) throws Exception {
    stage.require("config", "set", "--path", "datatier:" + key, value);
  }

  /** Takes one key away. */
  void unset(String key) throws Exception {
    stage.require("config", "rm", "--path", "datatier:" + key);
  }

  /**
   * Brings the stack up and expects that preview has told exactly what happens, that the database
   * and its proxy are the same afterwards, and that nothing is left to do.
   *
   * @param operations on resources, by their names without the stack's part at the end
   */
  void expect(Map<String, String> operations) throws Exception {
    var before = precious();
    assertEquals(new TreeMap<>(operations), operations("preview"));
    assertEquals(new TreeMap<>(operations), operations("up", "--skip-preview"));
    assertEquals(before, precious(), "database, proxy and target");
    expectNothingToDo();
  }

  /**
   * The same without saying what happens: it is enough that preview tells it, and that nothing is
   * only deleted.
   */
  void expectWhatPreviewTells() throws Exception {
    var before = precious();
    var told = operations("preview");
    assertEquals(told, operations("up", "--skip-preview"));
    assertEquals(
        Set.of(),
        told.values().stream()
            .filter(
                operation ->
                    !Set.of("create", "update", "replace", "delete-replaced").contains(operation))
            .collect(Collectors.toSet()));
    assertEquals(true, precious().containsAll(before), "database, proxy and target");
    expectNothingToDo();
  }

  void expectNothingToDo() throws Exception {
    stage.require("refresh", "--skip-preview", "--expect-no-changes", "--suppress-progress");
    stage.require("preview", "--expect-no-changes", "--suppress-progress");
  }

  /** Expects preview and run alike to end with these lines and to change nothing. */
  void expectRefused(String lines) throws Exception {
    var before = atRest();
    for (var command : List.of("preview", "up --skip-preview")) {
      var refused = stage.pulumi(command.split(" ", -1));
      assertNotEquals(0, refused.exitCode(), refused.output());
      var said = refused.output().lines().map(String::strip).collect(Collectors.joining("\n"));
      assertEquals(
          true,
          said.contains(lines.lines().map(String::strip).collect(Collectors.joining("\n"))),
          said);
      assertEquals(false, said.contains("\tat "), said);
    }
    var after = atRest();
    assertEquals(
        before.stream().filter(entity -> !after.contains(entity)).toList(),
        after.stream().filter(entity -> !before.contains(entity)).toList());
  }

  /** What does not come or go by itself, as the network interfaces of functions do. */
  private List<Entity> atRest() {
    return stage.account().entities().stream()
        .filter(entity -> entity.transition().isEmpty())
        .toList();
  }

  /** What a run does, or what a preview says that it would: all but what stays the same. */
  SortedMap<String, String> operations(String... command) throws Exception {
    var events = stage.newFile("live", ".events");
    var arguments =
        Stream.concat(
            Stream.of(command), Stream.of("--suppress-progress", "--event-log", events.toString()));
    stage.require(arguments.toArray(String[]::new));
    var operations = new TreeMap<String, String>();
    EventLog.read(events)
        .changes()
        .forEach((name, change) -> operations.put(name, change.operation()));
    operations.values().removeIf("same"::equals);
    return operations;
  }

  Outcome run(String... command) throws Exception {
    return stage.pulumi(command);
  }

  Stage stage() {
    return stage;
  }

  /** What AWS alone decides of what nobody wants to lose: what was made anew differs in it. */
  private Set<String> precious() {
    return stage.account().entities().stream()
        .filter(entity -> PRECIOUS.contains(entity.type()))
        .map(LiveStack::mark)
        .collect(Collectors.toSet());
  }

  private static String mark(Entity entity) {
    return Stream.of("arn", "resourceId", "clusterResourceId")
        .map(property -> entity.text(property).orElse(""))
        .collect(Collectors.joining(" ", entity.type() + " " + entity.id() + " ", ""));
  }
}
