package io.datatier.rehearsal.account;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often each call was made for which a fault is planned. They are kept with the account,
 * because plugins die of faults.
 *
 * @param plan names the faults that were planned
 * @param made the number of calls of each kind; what was never called is not there
 * @param met how many calls met a fault, by the fault's place in the plan, from 0
 */
public record CallCounts(String plan, Map<String, Integer> made, Map<String, Integer> met) {

  /** No call was made. */
  public static final CallCounts NONE = new CallCounts("", Map.of(), Map.of());

  public CallCounts {
    made = Map.copyOf(made);
    met = Map.copyOf(met);
  }

  /** These counts if they are those of a plan; otherwise counting starts. */
  public CallCounts under(String other) {
    return plan.equals(other) ? this : new CallCounts(other, Map.of(), Map.of());
  }

  /** How often a call was made. */
  public int made(String call) {
    return made.getOrDefault(call, 0);
  }

  /** How many calls met a fault. */
  public int faults() {
    return met.values().stream().mapToInt(count -> count).sum();
  }

  /** These counts with one call more. */
  public CallCounts making(String call) {
    return new CallCounts(plan, oneMore(made, call), met);
  }

  /** These counts with one call more that met a fault. */
  public CallCounts meeting(int fault) {
    return new CallCounts(plan, made, oneMore(met, String.valueOf(fault)));
  }

  private static Map<String, Integer> oneMore(Map<String, Integer> counts, String which) {
    var more = new TreeMap<>(counts);
    more.merge(which, 1, Integer::sum);
    return more;
  }
}
