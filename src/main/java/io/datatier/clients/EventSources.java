package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.ByDefault;
import io.datatier.config.Constraints;
import io.datatier.config.InvalidValue;
import io.datatier.config.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * What calls a function.
 *
 * @param queues each with a mapping of its own
 * @param schedules each with a rule of its own
 * @param url whether it has a URL; callers sign with IAM, so no one can call it without an identity
 */
public record EventSources(
    @Between(most = "20", unit = "queues") @Allows("SQS queues that trigger the function")
        List<QueueSource> queues,
    @Between(most = "20", unit = "schedules")
        @Allows("EventBridge schedules that invoke the function")
        List<ScheduledCall> schedules,
    @ByDefault("false") @Allows("; creates a URL for callers that sign with IAM") boolean url) {

  public EventSources {
    queues = List.copyOf(queues);
    schedules = List.copyOf(schedules);
    Constraints.check(EventSources.class, queues, schedules, url);
  }

  // Lambda refuses a second mapping of one queue to one function (ResourceConflictException).
  @Rule
  static void requireDifferentQueues(List<QueueSource> queues) {
    var arns = queues.stream().map(it -> it.queue().value()).toList();
    if (new HashSet<>(arns).size() < arns.size()) {
      throw new InvalidValue(arns, "name each queue once");
    }
  }

  @Rule
  static void requireDifferentNames(List<ScheduledCall> schedules) {
    var names = schedules.stream().map(it -> it.name().value()).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new InvalidValue(names, "have different names");
    }
  }

  /** The executions that all queues together may ask for, if all are bounded. */
  OptionalInt executions() {
    return queues.stream().allMatch(it -> it.maximumConcurrency().isPresent()) && !queues.isEmpty()
        ? OptionalInt.of(
            queues.stream().mapToInt(it -> it.maximumConcurrency().orElseThrow()).sum())
        : OptionalInt.empty();
  }
}
