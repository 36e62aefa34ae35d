package io.datatier.policy.dialects;

import io.datatier.policy.sdk.PropertyValue;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * A side of a comparison that only CloudFormation knows. It equals another one wherever both are
 * the same, and tells which texts it cannot turn out to be.
 */
sealed interface OpenSide {

  /** Of a longer text nothing is said: no name of a host has as many characters (RFC 1035). */
  int LONGEST = 255;

  /** How much of what may be handed on it takes, in values. */
  int size();

  /**
   * Where it may end in a text, by where it may begin.
   *
   * @param starts not empty
   */
  BitSet ends(String text, BitSet starts);

  /** Whether it may turn out to be this text. */
  default boolean canBe(String text) {
    if (text.length() > LONGEST) {
      return true;
    }
    var start = new BitSet();
    start.set(0);
    return ends(text, start).get(text.length());
  }

  /** What is known, of a side of which other parts are not. */
  record Known(String text) implements OpenSide {

    @Override
    public int size() {
      return 1 + text.length() / 64;
    }

    @Override
    public BitSet ends(String whole, BitSet starts) {
      var ends = new BitSet();
      starts.stream()
          .filter(start -> whole.startsWith(text, start))
          .forEach(start -> ends.set(start + text.length()));
      return ends;
    }
  }

  /** One after another. */
  record Joined(List<OpenSide> parts) implements OpenSide {

    @Override
    public int size() {
      return 1 + parts.stream().mapToInt(OpenSide::size).sum();
    }

    @Override
    public BitSet ends(String text, BitSet starts) {
      var reached = starts;
      for (var part : parts) {
        if (reached.isEmpty()) {
          break;
        }
        reached = part.ends(text, reached);
      }
      return reached;
    }
  }

  /**
   * What a function makes of others, or a list of them: any text.
   *
   * @param least characters
   */
  record Called(String function, List<OpenSide> arguments, int least) implements OpenSide {

    @Override
    public int size() {
      return 2 + arguments.stream().mapToInt(OpenSide::size).sum();
    }

    @Override
    public BitSet ends(String text, BitSet starts) {
      return anyEnds(text, starts, least);
    }
  }

  /**
   * What CloudFormation puts in the place of something: any text.
   *
   * @param scope in which that is the same
   * @param least characters
   */
  record Placed(String scope, PropertyValue written, int least) implements OpenSide {

    @Override
    public int size() {
      return 2 + scope.length() / 64 + sizeOf(written);
    }

    @Override
    public BitSet ends(String text, BitSet starts) {
      return anyEnds(text, starts, least);
    }
  }

  /**
   * What CloudFormation takes from a mapping.
   *
   * @param scope in which that is the same
   * @param among all that it may take
   */
  record Mapped(String scope, PropertyValue written, Set<String> among) implements OpenSide {

    @Override
    public int size() {
      return 2 + scope.length() / 64 + sizeOf(written) + among.size();
    }

    @Override
    public BitSet ends(String text, BitSet starts) {
      var ends = new BitSet();
      among.forEach(each -> ends.or(new Known(each).ends(text, starts)));
      return ends;
    }
  }

  /** Both sides of a comparison, whichever is written first. */
  record Both(Set<OpenSide> sides) implements OpenSide {

    @Override
    public int size() {
      return 1 + sides.stream().mapToInt(OpenSide::size).sum();
    }

    @Override
    public BitSet ends(String text, BitSet starts) {
      return anyEnds(text, starts, 0);
    }
  }

  private static BitSet anyEnds(String text, BitSet starts, int least) {
    var ends = new BitSet();
    var first = starts.nextSetBit(0) + least;
    ends.set(first, Math.max(first, text.length() + 1));
    return ends;
  }

  private static int sizeOf(PropertyValue value) {
    return 1
        + Intrinsics.text(value).length() / 64
        + value.children().stream().mapToInt(OpenSide::sizeOf).sum();
  }
}
