package io.datatier.rehearsal.engine;

/**
 * What one rule of the pack said in one run of the engine.
 *
 * @param passed resources that it found compliant
 * @param violated findings
 * @param undecided resources on which it waits for a value that only the update knows
 */
public record RuleVerdicts(int passed, int violated, int undecided) {

  static final RuleVerdicts NONE = new RuleVerdicts(0, 0, 0);

  RuleVerdicts plus(RuleVerdicts other) {
    return new RuleVerdicts(
        passed + other.passed, violated + other.violated, undecided + other.undecided);
  }
}
