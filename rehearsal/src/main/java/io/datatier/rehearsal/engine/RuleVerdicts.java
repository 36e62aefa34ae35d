package io.datatier.rehearsal.engine;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One rule's verdicts in one run of the engine.
 *
 * @param passed resources that it found compliant
 * @param violated findings that stop a deployment
 * @param advised advisory findings
 * @param undecided resources with a value that only the update knows
 */
public record RuleVerdicts(int passed, int violated, int advised, int undecided) {

  public static final RuleVerdicts NONE = new RuleVerdicts(0, 0, 0, 0);

  /** The most serious of its verdicts. */
  public Verdict gravest() {
    if (violated > 0) {
      return Verdict.VIOLATED;
    } else if (undecided > 0) {
      return Verdict.UNDECIDED;
    } else if (advised > 0) {
      return Verdict.ADVISED;
    }
    return passed > 0 ? Verdict.PASSED : Verdict.NOTHING_TO_JUDGE;
  }

  /** Such as {@code 3 passed, 1 undecided}. */
  public String words() {
    var counts =
        Stream.of(
                count(passed, "passed"),
                count(violated, "violated"),
                count(advised, "advised"),
                count(undecided, "undecided"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? Verdict.NOTHING_TO_JUDGE.word() : counts;
  }

  private static Optional<String> count(int number, String verdict) {
    return Optional.of(number + " " + verdict).filter(text -> number > 0);
  }

  RuleVerdicts plus(RuleVerdicts other) {
    return new RuleVerdicts(
        passed + other.passed,
        violated + other.violated,
        advised + other.advised,
        undecided + other.undecided);
  }
}
