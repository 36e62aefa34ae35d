package io.datatier.policy.dialects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * How a reading of templates takes the comparisons whose outcome only CloudFormation knows: all of
 * them hold, or none does, but for at most one. Whatever depends on up to three comparisons is read
 * in every way that it can be made.
 */
final class Branch {

  /**
   * Two readings are made of each. Those beyond are turned with these, and then by tens, so that of
   * any two in a hundred each is turned without the other; and all are left open once.
   */
  private static final int MOST_TURNED = 10;

  /**
   * A comparison.
   *
   * @param open the side that is not known; the same wherever it is
   * @param to what it is compared to; empty if that is not known either
   */
  record Comparison(OpenSide open, String to) {}

  private final Optional<Boolean> all;
  private final IntPredicate turned;
  private final Map<Comparison, Integer> asked;
  private final Map<OpenSide, String> equal = new HashMap<>();

  private Branch(Optional<Boolean> all, IntPredicate turned, Map<Comparison, Integer> asked) {
    this.all = all;
    this.turned = turned;
    this.asked = asked;
  }

  /** What is read in every branch: once, if nothing is asked. */
  static <T> List<T> each(Function<Branch, T> read) {
    var asked = new HashMap<Comparison, Integer>();
    var readings = new ArrayList<T>();
    readings.add(read.apply(new Branch(Optional.of(true), index -> false, asked)));
    if (!asked.isEmpty()) {
      readings.add(read.apply(new Branch(Optional.of(false), index -> false, asked)));
    }
    turn(1, asked, readings, read);
    if (asked.size() > MOST_TURNED) {
      turn(MOST_TURNED, asked, readings, read);
      readings.add(read.apply(new Branch(Optional.empty(), index -> false, asked)));
    }
    return readings;
  }

  /** Turns those of each digit; where some are turned, others may be asked for. */
  private static <T> void turn(
      int unit, Map<Comparison, Integer> asked, List<T> readings, Function<Branch, T> read) {
    for (var digit = 0; digit < MOST_TURNED && digit * unit < asked.size(); digit++) {
      var turned = digit;
      IntPredicate isTurned = index -> index / unit % MOST_TURNED == turned;
      readings.add(read.apply(new Branch(Optional.of(true), isTurned, asked)));
      readings.add(read.apply(new Branch(Optional.of(false), isTurned, asked)));
    }
  }

  /** Whether the sides are equal in this branch; none if it leaves that open. */
  Optional<Boolean> holds(Comparison comparison) {
    var index = asked.computeIfAbsent(comparison, it -> asked.size());
    var isTurned = turned.test(index);
    return all.map(holds -> holds != isTurned && isFirstEqual(comparison));
  }

  /** What equals one text equals no other. */
  private boolean isFirstEqual(Comparison comparison) {
    var first = equal.computeIfAbsent(comparison.open(), it -> comparison.to());
    return comparison.to().equals(first);
  }
}
