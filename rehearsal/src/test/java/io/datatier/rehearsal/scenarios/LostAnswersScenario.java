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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Resources of the dev stack are made, changed and deleted in AWS without the engine being told:
 * the provider dies before it can, alone or with the whole machine. After each time the user does
 * what docs/operations.md says.
 */
@Tag("guarantee")
final class LostAnswersScenario {

  /** Nothing in the account has changed for so long: everything waits for an answer. */
  private static final int STILL_MILLIS = 1500;

  /** In every build one of so many parts of a sample with a call to each type: a death each. */
  private static final int TURNS = 3;

  private int runs;
  private int lost;
  private int imported;

  @Test
  void are_recovered_by_the_documented_steps() throws Exception {
    var resources = resources();
    var lives = Extent.of(List.of(sample(resources)), resources);
    for (var calls : lives) {
      live(calls);
    }
    System.out.printf(
        "lost answers: seed %d, %d resources, %d answers lost in %d runs that died, %d resources"
            + " taken over, all recovered%n",
        Extent.SEED,
        lives.stream().flatMap(List::stream).map(Call::resource).distinct().count(),
        lost,
        runs,
        imported);
  }

  private static List<Call> sample(List<List<Call>> resources) {
    var calls = resources.stream().flatMap(List::stream).toList();
    var ofEveryType = List.copyOf(CallSample.of(calls, Math.floorDiv(Extent.SEED, TURNS)));
    return IntStream.range(0, ofEveryType.size())
        .filter(place -> Math.floorMod(place + Extent.SEED, TURNS) == 0)
        .mapToObj(ofEveryType::get)
        .toList();
  }

  /** The whole life of a stack, in which the first answers to some calls are lost. */
  private void live(List<Call> some) throws Exception {
    var stage = Stage.toBeKilled("lost-answers", Stage.parts("dev")).where(silences(some));
    var recovery = Recovery.of(stage);

    repeat(stage, recovery, "up");
    assertEquals(of(Kind.CREATE, some), of(Kind.CREATE, met(stage, some)));
    retag(stage);
    repeat(stage, recovery, "up");
    assertEquals(of(Kind.UPDATE, some), of(Kind.UPDATE, met(stage, some)));
    assertSucceeds(stage.pulumi("refresh", "--skip-preview", "--expect-no-changes"));
    assertSucceeds(stage.pulumi("preview", "--expect-no-changes"));
    repeat(stage, recovery, "destroy");

    assertEquals(List.of(), stage.account().leftovers());
    assertEquals(some, met(stage, some));
    lost += stage.account().calls().faults();
    imported += recovery.imported();
  }

  /** Those whose answer was lost; the account counts them by their place in the plan. */
  private static List<Call> met(Stage stage, List<Call> plan) {
    return stage.account().calls().met().keySet().stream()
        .map(Integer::valueOf)
        .sorted()
        .map(plan::get)
        .toList();
  }

  private static List<Call> of(Kind kind, List<Call> calls) {
    return calls.stream().filter(call -> call.kind() == kind).toList();
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
    var other = stage.newFile("Pulumi." + parts.stack(), ".yaml");
    Files.writeString(
        other,
        Files.readString(parts.config())
            .replace("tags: { project: campaign, ", "tags: { project: campaign, cost: shared, "));
    stage.reconfigure(other);
  }

  private static Faults silences(List<Call> calls) {
    return new Faults(
        0, calls.stream().map(call -> Fault.once(call, new Effect.Silent())).toList());
  }

  /** The calls of each resource that the engine would ask the provider for. */
  private static List<List<Call>> resources() throws Exception {
    var stage = Stage.of("lost-answers", Stage.parts("dev"));
    var printed = stage.pulumi("preview", "--json").output();
    return JsonParser.parseString(printed)
        .getAsJsonObject()
        .getAsJsonArray("steps")
        .asList()
        .stream()
        .map(step -> step.getAsJsonObject().getAsJsonObject("newState"))
        .filter(state -> state.get("type").getAsString().startsWith("aws:"))
        .map(LostAnswersScenario::calls)
        .toList();
  }

  /** All that is changed is a tag. */
  private static List<Call> calls(JsonObject resource) {
    boolean hasTags = resource.getAsJsonObject("inputs").has("tagsAll");
    return Stream.of(Kind.CREATE, Kind.UPDATE, Kind.DELETE)
        .filter(kind -> kind != Kind.UPDATE || hasTags)
        .map(
            kind ->
                new Call(
                    kind,
                    resource.get("type").getAsString(),
                    resource.get("urn").getAsString().split("::", 4)[3]))
        .toList();
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.output());
  }
}
