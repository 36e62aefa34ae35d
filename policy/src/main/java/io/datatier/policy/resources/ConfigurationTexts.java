package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static java.util.Comparator.comparingInt;

import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The texts of a client's configuration, up to a total size. */
public final class ConfigurationTexts {

  /**
   * The most characters that are read in total. Real configuration is far smaller: 4 KB of
   * environment (Lambda quotas), 16 KB of user data (EC2 user guide), 64 KB of task definition.
   */
  private static final int MOST = 256 * 1024;

  private ConfigurationTexts() {}

  /**
   * Judges every text at and below a place. Unknown texts and those beyond the limit are undecided.
   */
  public static Verdict judge(ValueView place, BiFunction<ValueView, String, Verdict> check) {
    var leaves = textsIn(place);
    var affordable = affordable(leaves);
    return Verdict.each(
        leaves,
        leaf ->
            affordable.test(leaf)
                ? leaf.text("").whenKnown(text -> check.apply(leaf, text)).whenAbsent(compliant())
                : undecided(leaf.path()));
  }

  /** The known texts at and below a place, up to the limit. */
  static List<ValueView> readable(ValueView place) {
    var leaves = textsIn(place);
    return leaves.stream()
        .filter(leaf -> leaf.text("").known().isPresent())
        .filter(affordable(leaves))
        .toList();
  }

  /** Those that stand there, and those of assets: code may be written out in the program. */
  private static List<ValueView> textsIn(ValueView place) {
    var readable = place.leaves().stream().filter(ConfigurationTexts::isReadable);
    return Stream.concat(readable, place.assetTexts().stream()).toList();
  }

  private static boolean isReadable(ValueView leaf) {
    return leaf.isUnknown() || leaf.text("").known().isPresent();
  }

  /** Which fit: the shortest first, so that a long text does not hide others. */
  private static Predicate<ValueView> affordable(List<ValueView> leaves) {
    if (leaves.stream().mapToLong(ConfigurationTexts::length).sum() <= MOST) {
      return leaf -> true;
    }
    var affordable = Collections.newSetFromMap(new IdentityHashMap<ValueView, Boolean>());
    var left = MOST;
    for (var leaf : leaves.stream().sorted(comparingInt(ConfigurationTexts::length)).toList()) {
      left -= Math.min(length(leaf), MOST);
      if (left >= 0) {
        affordable.add(leaf);
      }
    }
    return affordable::contains;
  }

  private static int length(ValueView leaf) {
    return leaf.text("").known().map(String::length).orElse(0);
  }
}
