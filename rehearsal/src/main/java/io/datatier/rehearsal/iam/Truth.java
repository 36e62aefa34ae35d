package io.datatier.rehearsal.iam;

import java.util.stream.Stream;

/** What can be said of a question, of which the answer may be out of sight. */
public enum Truth {
  FAILS,
  UNKNOWN,
  HOLDS;

  static Truth of(boolean answer) {
    return answer ? HOLDS : FAILS;
  }

  /** Holds when all do. */
  static Truth all(Stream<Truth> questions) {
    return questions.reduce(HOLDS, Truth::and);
  }

  /** Holds when any does. */
  static Truth any(Stream<Truth> questions) {
    return questions.reduce(FAILS, Truth::or);
  }

  /** Holds when both do. */
  public Truth and(Truth other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** Holds when either does. */
  public Truth or(Truth other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** Holds when this fails. */
  public Truth not() {
    return switch (this) {
      case FAILS -> HOLDS;
      case UNKNOWN -> UNKNOWN;
      case HOLDS -> FAILS;
    };
  }

  /** Whether it fails for sure: what cannot be known is taken to be right. */
  public boolean isFalse() {
    return this == FAILS;
  }
}
