package io.datatier.rehearsal.account;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of the calls that a fault may apply to. They are stored with the account, because a fault
 * can kill the plugin.
 *
 * @param plan identifies the fault file
 * @param made the number of calls by key; keys that were never called are absent
 * @param met how many calls each fault applied to, by its index in the file, from 0
 */
public record CallCounts(String plan, Map<String, Integer> made, Map<String, Integer> met) {

  /** No calls yet. */
  public static final CallCounts NONE = new CallCounts("", Map.of(), Map.of());

  public CallCounts {
    made = Map.copyOf(made);
    met = Map.copyOf(met);
  }

  /** These counts if they belong to this plan; otherwise new ones. */
  public CallCounts under(String other) {
    return plan.equals(other) ? this : new CallCounts(other, Map.of(), Map.of());
  }

  /** How often a call was made. */
  public int made(String call) {
    return made.getOrDefault(call, 0);
  }

  /** How many calls a fault applied to. */
  public int faults() {
    return met.values().stream().mapToInt(count -> count).sum();
  }

  /** These counts plus one call. */
  public CallCounts making(String call) {
    return new CallCounts(plan, oneMore(made, call), met);
  }

  /** These counts plus one call that a fault applied to. */
  public CallCounts meeting(int fault) {
    return new CallCounts(plan, made, oneMore(met, String.valueOf(fault)));
  }

  private static Map<String, Integer> oneMore(Map<String, Integer> counts, String which) {
    var more = new TreeMap<>(counts);
    more.merge(which, 1, Integer::sum);
    return more;
  }
}
