package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;
import static java.util.Comparator.comparingInt;

import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Violation;
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
   * What an unknown part may be that says of a connection that no proxy fronts its database: an
   * engine or a port.
   */
  private static final List<String> UNFRONTED = List.of("oracle", "1521");

  /**
   * Judges every text at and below a place. Unknown texts and those beyond the limit are undecided;
   * of a text that is known in part, what is wrong whatever the rest is counts besides.
   */
  public static Verdict judge(ValueView place, BiFunction<ValueView, String, Verdict> check) {
    var leaves = textsIn(place);
    var affordable = affordable(leaves);
    return Verdict.each(
        leaves, leaf -> affordable.test(leaf) ? judgeText(leaf, check) : undecided(leaf.path()));
  }

  private static Verdict judgeText(ValueView leaf, BiFunction<ValueView, String, Verdict> check) {
    var text = leaf.legible();
    if (text.isEmpty() || !leaf.isUnknown()) {
      return leaf.text("").whenKnown(it -> check.apply(leaf, it)).whenAbsent(compliant());
    }
    var certain = check.apply(leaf, text.get()).answers(Violation.class).stream();
    for (var part : UNFRONTED) {
      var otherwise =
          check.apply(leaf, text.get().replace(Unknown.PART, part)).answers(Violation.class);
      certain = certain.filter(it -> otherwise.stream().anyMatch(other -> saysSame(it, other)));
    }
    return Verdict.all(Stream.concat(certain, Stream.of(undecided(leaf.path()))).toList());
  }

  /** Where in the text is another matter: with another part it may be a document. */
  private static boolean saysSame(Violation one, Violation other) {
    return one.message().equals(other.message()) && one.advisory() == other.advisory();
  }

  /** The texts at and below a place that are known, also in part, up to the limit. */
  static List<ValueView> readable(ValueView place) {
    var leaves = textsIn(place);
    return leaves.stream()
        .filter(leaf -> leaf.legible().isPresent())
        .filter(affordable(leaves))
        .toList();
  }

  /** Those that stand there, and those of assets: code may be written out in the program. */
  private static List<ValueView> textsIn(ValueView place) {
    var readable = place.leaves().stream().filter(ConfigurationTexts::isReadable);
    return Stream.concat(readable, place.assetTexts().stream()).toList();
  }

  private static boolean isReadable(ValueView leaf) {
    return leaf.isUnknown() || leaf.legible().isPresent();
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
    return leaf.legible().map(String::length).orElse(0);
  }
}
