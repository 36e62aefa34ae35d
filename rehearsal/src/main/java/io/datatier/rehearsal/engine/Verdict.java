package io.datatier.rehearsal.engine;

/** What a rule said in one word, the gravest first. */
public enum Verdict {
  VIOLATED,
  /** Graver than advice, because it may still turn out to be a violation. */
  UNDECIDED,
  ADVISED,
  PASSED,
  NOTHING_TO_JUDGE
}
