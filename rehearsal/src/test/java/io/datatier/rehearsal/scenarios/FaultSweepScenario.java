package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.fault.Call;
import io.datatier.rehearsal.fault.Effect.Fail;
import io.datatier.rehearsal.fault.Effect.Throttle;
import io.datatier.rehearsal.fault.Fault;
import io.datatier.rehearsal.fault.Faults;
import io.datatier.rehearsal.fault.Occasion.OneIn;
import io.datatier.rehearsal.fault.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The dev stack in accounts where calls fail. Running the same command again is all that its user
 * has to do, and where AWS only throttles, not even that.
 */
@Tag("guarantee")
final class FaultSweepScenario {

  /**
   * One command of a stack's life.
   *
   * @param start the stack before it
   * @param command what the user types
   * @param calls what the provider is then asked to do
   * @param end the account after it, if nothing fails
   */
  private record Leg(SavedStack start, List<String> command, List<Call> calls, AccountPicture end) {

    /**
     * In every build, those of its calls that are in the sample fail in one life; in a soak, each
     * of all in a life of its own.
     */
    List<List<Call>> lives(Set<Call> sample) {
      var sampled = calls.stream().filter(sample::contains).toList();
      return Extent.of(
          sampled.isEmpty() ? List.of() : List.of(sampled), calls.stream().map(List::of).toList());
    }
  }

  @Test
  void every_call_fails_once_and_the_same_command_again_completes_it() throws Exception {
    var stage = Stage.of("fault-sweep", Stage.parts("dev"));
    var converged = new TreeMap<String, Integer>();
    var failed = 0;
    var commands = 0;
    var life = half(throttledLife(stage));
    var sample =
        CallSample.of(
            life.stream().flatMap(leg -> leg.calls().stream()).toList(),
            Math.floorDiv(Extent.SEED, 2));
    for (var leg : life) {
      for (var some : leg.lives(sample)) {
        leg.start().restoreIn(stage.sandbox());
        var facing = stage.where(failing(some));
        commands += runsOf(facing, together(leg.command()));
        assertEquals(some.size(), facing.account().calls().faults());
        failed += some.size();
        assertCompleted(leg, facing);
        some.forEach(call -> converged.merge(call.kind().word(), 1, Integer::sum));
      }
    }
    System.out.printf(
        "fault sweep: seed %d, %d calls failed once, of which converged: %s; by %d commands%n",
        Extent.SEED, failed, listed(converged), commands);
  }

  /** In every build, how the stack comes up or how it changes and goes, in turns. */
  private static List<Leg> half(List<Leg> life) {
    var middle = life.size() / 2;
    return Extent.of(
        Math.floorMod(Extent.SEED, 2) == 0
            ? life.subList(0, middle)
            : life.subList(middle, life.size()),
        life);
  }

  private static Faults failing(List<Call> calls) {
    return new Faults(0, calls.stream().map(call -> Fault.once(call, Fail.INTERNAL)).toList());
  }

  /** A life in which AWS throttles every call, which takes no more than an undisturbed one. */
  private static List<Leg> throttledLife(Stage undisturbed) throws Exception {
    var throttle = new Fault(Target.ANY, new OneIn(1), new Throttle(1));
    var stage = undisturbed.where(new Faults(0, List.of(throttle)));
    var legs = new ArrayList<Leg>();
    legs.add(leg(stage, "up", "--skip-preview"));
    legs.add(leg(stage, "refresh", "--skip-preview", "--expect-no-changes"));
    changeWhatCanBeChanged(stage);
    legs.add(leg(stage, "up", "--skip-preview"));
    legs.add(leg(stage, "destroy", "--skip-preview"));
    assertEquals(List.of(), stage.account().leftovers());
    System.out.printf(
        "fault sweep: %d calls throttled once, and no command had to be run again; "
            + "there is no update of %s%n",
        stage.account().calls().faults(), listed(withoutUpdate(legs.get(0), legs.get(2))));
    return legs;
  }

  /** Something of every resource that the dev stack can change in place. */
  private static void changeWhatCanBeChanged(Stage stage) throws Exception {
    for (var setting :
        Map.of(
                "aws:defaultTags.tags.owner", "platform",
                "datatier:logRetentionDays", "14",
                // Makes a secret, and so changes the policies of those who read one.
                "datatier:users[0].name", "campaign",
                "datatier:proxy.pool.borrowTimeout", "60s",
                // A line in the dashboard.
                "datatier:alarms.cpuPercent", "80")
            .entrySet()) {
      stage.require("config", "set", "--path", setting.getKey(), setting.getValue());
    }
  }

  private static Leg leg(Stage stage, String... command) throws Exception {
    var start = stage.save();
    var before = stage.account().calls().made().keySet();
    var outcome = stage.pulumi(command);
    assertSucceeds(outcome);
    assertTrue(outcome.output().contains("AWS throttled it once"), outcome.output());
    var after = stage.account();
    var calls =
        after.calls().made().keySet().stream()
            .filter(call -> !before.contains(call))
            .sorted()
            .map(Call::ofLine)
            .toList();
    // Every run looks the database up anew.
    assertEquals(
        after.calls().made().values().stream().mapToInt(it -> it).sum(), after.calls().faults());
    return new Leg(start, List.of(command), calls, stage.accountPicture());
  }

  private static Map<String, Integer> withoutUpdate(Leg creation, Leg change) {
    var updated = change.calls().stream().map(Call::resource).toList();
    var without = new TreeMap<String, Integer>();
    creation.calls().stream()
        .filter(call -> call.kind() == Call.Kind.CREATE)
        .filter(call -> !updated.contains(call.resource()))
        .forEach(call -> without.merge(call.type(), 1, Integer::sum));
    assertEquals(
        List.of("aws:iam/rolePolicy:RolePolicy", "aws:rds/proxyTarget:ProxyTarget"),
        List.copyOf(without.keySet()));
    return without;
  }

  /** With the options that let as many calls as possible fail in one run, where several do. */
  private static List<String> together(List<String> command) {
    var options =
        command.get(0).equals("refresh")
            ? List.of("--parallel", "100")
            : List.of("--parallel", "100", "--continue-on-error");
    return Extent.of(Stream.of(command, options).flatMap(List::stream).toList(), command);
  }

  private static void assertCompleted(Leg leg, Stage stage) throws Exception {
    assertEquals(List.of(), leg.end().differences(stage.accountPicture()));
    assertEquals(List.of(), ExportedState.read(stage.export()).unfinished());
    if (leg.command().get(0).equals("up")) {
      assertSucceeds(stage.pulumi("refresh", "--skip-preview", "--expect-no-changes"));
      assertSucceeds(stage.pulumi("preview", "--expect-no-changes"));
    }
  }

  @Test
  void calls_that_fail_by_chance_are_made_up_for() throws Exception {
    for (var seed = Extent.SEED; seed < Extent.SEED + Extent.of(1, 12); seed++) {
      var chance = new Fault(Target.ANY, new OneIn(Extent.of(20, 5)), Fail.INTERNAL);
      var stage =
          Stage.of("fault-chance", Stage.parts("dev")).where(new Faults(seed, List.of(chance)));
      var ups = runsOf(stage, together(List.of("up", "--skip-preview")));
      var destroys = runsOf(stage, together(List.of("destroy", "--skip-preview")));
      assertEquals(List.of(), stage.account().leftovers());
      System.out.printf(
          "fault chance: %d calls failed by chance with seed %d: up run %d times, destroy %d%n",
          stage.account().calls().faults(), seed, ups, destroys);
    }
  }

  /** Each run meets at least one fault, or it succeeds. */
  private static int runsOf(Stage stage, List<String> command) throws Exception {
    for (var run = 1; run <= 100; run++) {
      var met = stage.account().calls().faults();
      var outcome = stage.pulumi(command.toArray(String[]::new));
      if (outcome.succeeded()) {
        return run;
      }
      assertTrue(stage.account().calls().faults() > met, outcome.output());
    }
    throw new AssertionError("Every run failed.");
  }

  private static String listed(Map<?, Integer> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private static void assertSucceeds(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome::output);
  }
}
