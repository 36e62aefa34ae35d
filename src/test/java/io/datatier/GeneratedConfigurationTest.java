package io.datatier;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.config.Fault;
import io.datatier.config.InvalidConfiguration;
import io.datatier.generated.GeneratedStack;
import io.datatier.testing.Extent;
import io.datatier.testing.RecordedStack;
import io.datatier.tools.plan.PlanCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations made at random from what the keys declare. */
@Tag("guarantee")
final class GeneratedConfigurationTest {

  private static final long SEED = 20_261_122;

  private static final int LAWFUL = Extent.of(100, 10_000);
  private static final int BROKEN = Extent.of(1_500, 100_000);
  private static final int PLANNED = Extent.of(150, 10_000);

  @Test
  void lawful_ones_go_through_preview() {
    var refused = new ArrayList<String>();
    LongStream.range(SEED, SEED + LAWFUL)
        .mapToObj(seed -> GeneratedStack.lawful(StackSettings.everyKey(), seed))
        .forEach(stack -> preview(stack, refused));

    assertEquals(List.of(), refused.stream().limit(3).toList(), refused.size() + " were refused");
    System.out.printf(
        "generated configurations: seed %d, %d lawful, all previewed%n", SEED, LAWFUL);
  }

  private static void preview(GeneratedStack stack, List<String> refused) {
    try {
      var settings = StackSettings.of("datatier", stack.stack(), stack.config(), Set.of());
      RecordedStack.of(
          context -> App.stack(context, settings),
          List.of(StackSettings.adoption(stack.config()).keepingNames()));
    } catch (RuntimeException | AssertionError | StackOverflowError failure) {
      refused.add(trace(failure) + "\n" + stack);
    }
  }

  @Test
  void broken_ones_are_refused_by_the_key_that_is_broken() {
    var wrong = new ArrayList<String>();
    var named = 0;
    for (var seed = SEED; seed < SEED + BROKEN; seed++) {
      var stack =
          GeneratedStack.lawful(StackSettings.everyKey(), seed)
              .broken(StackSettings.everyKey(), 1 + (int) (seed % 4));
      try {
        // Of every other one all is secret.
        var faults = faults(stack, seed % 2 == 0 ? stack.config().keySet() : Set.of());
        var blamed = new TreeSet<>(faults.stream().map(Fault::key).toList());
        named += blamed.size();
        if (!blamed.equals(new TreeSet<>(stack.broken()))) {
          wrong.add("blamed: " + blamed + "\n" + stack);
        }
        if (seed % 2 == 0 && faults.toString().contains(GeneratedStack.CANARY)) {
          wrong.add("shown: " + faults + "\n" + stack);
        }
      } catch (RuntimeException | StackOverflowError crash) {
        wrong.add(trace(crash) + "\n" + stack);
      }
    }
    assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " went wrong");
    System.out.printf(
        "generated configurations: seed %d, %d invalid, %d faults named, 0 crashed%n",
        SEED, BROKEN, named);
  }

  @Test
  void plans_end_with_a_plan_or_with_sentences(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Pulumi.yaml"), "name: datatier");
    var planned = 0;
    var wrong = new ArrayList<String>();
    for (var seed = SEED; seed < SEED + PLANNED; seed++) {
      var lawful = GeneratedStack.lawful(StackSettings.everyKey(), seed);
      var stack = seed % 2 == 0 ? lawful : lawful.broken(StackSettings.everyKey(), 1);
      Files.writeString(folder.resolve("Pulumi." + stack.stack() + ".yaml"), stack.file());
      var said = new ByteArrayOutputStream();
      try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
        var lawfully = new PlanCommand(folder, out, out).run(stack.stack()) == 0;
        planned += lawfully ? 1 : 0;
        if (lawfully != stack.canBePlanned()) {
          wrong.add(said.toString(StandardCharsets.UTF_8) + "\n" + stack);
        }
      } catch (RuntimeException | StackOverflowError crash) {
        wrong.add(trace(crash) + "\n" + stack);
      }
    }

    assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " went wrong");
    System.out.printf(
        "generated configurations: seed %d, %d of %d planned, 0 crashed%n", SEED, planned, PLANNED);
  }

  private static List<Fault> faults(GeneratedStack stack, Set<String> secretKeys) {
    try {
      StackSettings.of("datatier", stack.stack(), stack.config(), secretKeys);
      return List.of();
    } catch (InvalidConfiguration faulty) {
      return faulty.faults();
    }
  }

  private static String trace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString().lines().limit(12).collect(joining("\n"));
  }
}
