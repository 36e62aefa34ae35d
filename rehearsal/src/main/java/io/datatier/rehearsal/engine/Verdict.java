package io.datatier.rehearsal.engine;

import java.util.Locale;

/** A rule's overall verdict, most serious first. */
public enum Verdict {
  VIOLATED,
  /** More serious than an advisory, because it may turn out to be a violation. */
  UNDECIDED,
  ADVISED,
  PASSED,
  NOTHING_TO_JUDGE;

  /** Such as {@code nothing to judge}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
