package io.datatier.bench.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A process that has ended, and all that descended from it.
 *
 * @param root what it wrote of itself at its end
 * @param seen the descendants, each as it was last seen
 */
public record Family(ProcessStat root, List<Seen> seen) {

  public Family {
    seen = List.copyOf(seen);
  }

  /**
   * CPU of them all. Some are waited for, and their parents have it; some are killed and waited for
   * by no one, and what was last seen of them counts; some are too short to be seen.
   */
  public double cpuSeconds() {
    return ProcessStat.seconds(cpu(root, children()));
  }

  private Map<Long, List<ProcessStat>> children() {
    return seen.stream()
        .map(Seen::stat)
        .collect(Collectors.groupingBy(ProcessStat::parent, Collectors.toList()));
  }

  private static long cpu(ProcessStat one, Map<Long, List<ProcessStat>> children) {
    var ofSeen =
        children.getOrDefault(one.pid(), List.of()).stream()
            .mapToLong(child -> cpu(child, children))
            .sum();
    return one.own() + Math.max(one.reaped(), ofSeen);
  }

  /** Descendants by what they are, for those that the function names. */
  public Map<String, List<Seen>> by(Function<String, String> role) {
    return seen.stream().collect(Collectors.groupingBy(each -> role.apply(each.command())));
  }

  /** Seconds from the start of the root to that of the first of these. */
  public double startOf(Collection<Seen> some) {
    var first = some.stream().mapToLong(each -> each.stat().start()).min().orElse(root.start());
    return ProcessStat.seconds(first - root.start());
  }
}
