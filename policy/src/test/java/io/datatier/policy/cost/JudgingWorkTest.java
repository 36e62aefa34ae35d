package io.datatier.policy.cost;

import static io.datatier.policy.sdk.Verdict.compliant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.datatier.policy.DataTierPolicyPack;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.run.PolicyRun;
import io.datatier.policy.sdk.wire.SimulatedEngine;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Work grows with the stack and not with its square. Work is counted, in bytes that are allocated
 * and in properties that are decoded; what time it takes tells {@code JudgingCost}.
 */
final class JudgingWorkTest {

  private static final int SMALL = 1_000;
  private static final int LARGE = 4_000;

  /** What is left for maps that double; a pairwise join of the stack makes sixteen of four. */
  private static final double MOST = 1.25 * LARGE / SMALL;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long allocatedBy(Runnable work) {
    var before = thread.getCurrentThreadAllocatedBytes();
    work.run();
    return thread.getCurrentThreadAllocatedBytes() - before;
  }

  private long workOf(int resources) {
    var stack = GeneratedStack.of(resources, 7, true);
    var outputs = stack.outputs();
    var engine = new SimulatedEngine(DataTierPolicyPack.PACK, true);
    return allocatedBy(
        () -> {
          stack.inputs().forEach(engine::analyze);
          engine.analyzeStack(outputs);
        });
  }

  @Test
  void four_times_the_stack_is_four_times_the_work() {
    workOf(SMALL);
    var small = workOf(SMALL);
    var large = workOf(LARGE);
    assertTrue(
        large <= MOST * small,
        () -> "%d resources take %d bytes, %d take %d".formatted(SMALL, small, LARGE, large));
  }

  @Test
  void properties_that_no_rule_asks_for_are_never_decoded() {
    var decoded = new AtomicInteger();
    Function<ResourceView, Verdict> shut =
        door -> door.bool("shut").whenKnown(it -> compliant()).whenAbsent(compliant());
    var rule =
        Rule.named("doors-are-shut")
            .title("Doors are shut")
            .because("it is cold outside")
            .on("a:b:Door", shut)
            .onStack(stack -> stack.each("a:b:Door", door -> shut.apply(stack.inputsOf(door))));
    var run = new PolicyRun(PolicyPack.named("house", "1.0.0").rules(rule), Clock.systemUTC());
    var resources =
        IntStream.range(0, 100)
            .mapToObj(
                index ->
                    ResourceView.lazily(
                        index % 10 == 0 ? "a:b:Door" : "a:b:Wall",
                        "urn" + index,
                        "name" + index,
                        () -> {
                          decoded.incrementAndGet();
                          return PropertyValue.fields(Map.of());
                        }))
            .toList();
    resources.forEach(run::analyze);
    run.analyzeStack(
        resources.stream()
            .map(it -> new StackResource(it, false, "", Set.of(), Map.of()))
            .toList());
    assertEquals(10, decoded.get());
  }
}
