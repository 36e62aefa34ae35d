package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.fault.Call;
import io.datatier.rehearsal.fault.Call.Kind;
import io.datatier.rehearsal.fault.Effect;
import io.datatier.rehearsal.fault.Fault;
import io.datatier.rehearsal.fault.Faults;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every resource of the dev stack is made, changed and deleted in AWS without the engine being
 * told: the provider dies before it can, alone or with the whole machine. After each time the user
 * does what docs/operations.md says.
 */
@Tag("guarantee")
final class LostAnswersScenario {

  private static final List<Kind> CALLS = List.of(Kind.CREATE, Kind.UPDATE, Kind.DELETE);

  /** Nothing in the account has changed for so long: everything waits for an answer. */
  private static final int STILL_MILLIS = 1500;

  private int runs;
  private int lost;
  private int imported;

  @Test
  void are_recovered_by_the_documented_steps() throws Exception {
    var resources = resources();
    for (var some : Extent.of(List.of(resources), each(resources))) {
      live(some);
    }
    System.out.printf(
        "lost answers: %d resources, %d answers lost in %d runs that died, %d resources taken over,"
            + " all recovered%n",
        resources.size(), lost, runs, imported);
  }

  /** The whole life of a stack, with the first answer of each kind lost for some resources. */
  private void live(List<Resource> some) throws Exception {
    var stage = Stage.of("lost-answers", Stage.parts("dev")).where(silences(some));
    var recovery = Recovery.of(stage);

    repeat(stage, recovery, "up");
    assertEquals(some.size(), met(stage, Kind.CREATE));
    retag(stage);
    repeat(stage, recovery, "up");
    assertEquals(some.stream().filter(Resource::hasTags).count(), met(stage, Kind.UPDATE));
    assertSucceeds(stage.pulumi("refresh", "--skip-preview", "--expect-no-changes"));
    assertSucceeds(stage.pulumi("preview", "--expect-no-changes"));
    repeat(stage, recovery, "destroy");

    assertEquals(List.of(), stage.account().leftovers());
    assertEquals(some.size(), met(stage, Kind.DELETE));
    lost += stage.account().calls().faults();
    imported += recovery.imported();
  }

  /** How many resources had an answer of that kind lost; the plan has all kinds of one in turn. */
  private static long met(Stage stage, Kind kind) {
    return stage.account().calls().met().keySet().stream()
        .filter(fault -> Integer.parseInt(fault) % CALLS.size() == CALLS.indexOf(kind))
        .count();
  }

  /** Until a run meets no silence any more. */
  private void repeat(Stage stage, Recovery recovery, String command) throws Exception {
    while (true) {
      var engine = stage.begin(command, "--skip-preview", "--parallel", "100");
      if (hasEnded(engine.process(), stage)) {
        assertSucceeds(engine.await());
        return;
      }
      runs++;
      if (runs % 2 == 0) {
        SuddenEnd.of(engine.process());
      } else {
        SuddenEnd.ofProvider(engine.process());
        if (engine.await().succeeded()) {
          // It had all its answers, and was about to end.
          return;
        }
      }
      recovery.follow();
    }
  }

  /** Waits until the run has ended, or goes no further. */
  private static boolean hasEnded(Process engine, Stage stage) throws Exception {
    var start = stage.account().changes();
    var seen = start;
    while (true) {
      if (engine.waitFor(STILL_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
      var now = stage.account().changes();
      if (now == seen && now > start) {
        return false;
      }
      seen = now;
    }
  }

  private static void retag(Stage stage) throws Exception {
    var parts = stage.sandbox().parts();
    var other = Files.createTempFile("Pulumi." + parts.stack(), ".yaml");
    Files.writeString(
        other,
        Files.readString(parts.config())
            .replace("tags: { project: campaign, ", "tags: { project: campaign, cost: shared, "));
    stage.reconfigure(other);
  }

  private static Faults silences(List<Resource> resources) {
    return new Faults(
        0,
        resources.stream()
            .flatMap(resource -> CALLS.stream().map(resource::call))
            .map(call -> Fault.once(call, new Effect.Silent()))
            .toList());
  }

  private static List<List<Resource>> each(List<Resource> resources) {
    return resources.stream().map(List::of).toList();
  }

  /** All that the engine would ask the provider for. */
  private static List<Resource> resources() throws Exception {
    var stage = Stage.of("lost-answers", Stage.parts("dev"));
    var printed = stage.pulumi("preview", "--json").output();
    var resources = new ArrayList<Resource>();
    JsonParser.parseString(printed).getAsJsonObject().getAsJsonArray("steps").asList().stream()
        .map(step -> step.getAsJsonObject().getAsJsonObject("newState"))
        .filter(state -> state.get("type").getAsString().startsWith("aws:"))
        .forEach(state -> resources.add(new Resource(state)));
    return resources;
  }

  private record Resource(JsonObject state) {

    boolean hasTags() {
      return state.getAsJsonObject("inputs").has("tagsAll");
    }

    Call call(Kind kind) {
      return new Call(kind, text("type"), text("urn").split("::", 4)[3]);
    }

    private String text(String property) {
      return state.get(property).getAsString();
    }
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.output());
  }
}
