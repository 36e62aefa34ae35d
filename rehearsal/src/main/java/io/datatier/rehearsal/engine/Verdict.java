package io.datatier.rehearsal.engine;

/** A rule's overall verdict, most serious first. */
public enum Verdict {
  VIOLATED,
  /** More serious than an advisory, because it may turn out to be a violation. */
  UNDECIDED,
  ADVISED,
  PASSED,
  NOTHING_TO_JUDGE
}
