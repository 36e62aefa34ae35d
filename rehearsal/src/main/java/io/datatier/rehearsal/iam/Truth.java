package io.datatier.rehearsal.iam;

import java.util.stream.Stream;

/** A three-valued truth: it holds, fails or is unknown. */
public enum Truth {
  FAILS,
  UNKNOWN,
  HOLDS;

  static Truth of(boolean answer) {
    return answer ? HOLDS : FAILS;
  }

  /** Holds if all do. */
  static Truth all(Stream<Truth> questions) {
    return questions.reduce(HOLDS, Truth::and);
  }

  /** Holds if any does. */
  static Truth any(Stream<Truth> questions) {
    return questions.reduce(FAILS, Truth::or);
  }

  /** Holds if both do. */
  public Truth and(Truth other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** Holds if either does. */
  public Truth or(Truth other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** Holds if this fails. */
  public Truth not() {
    return switch (this) {
      case FAILS -> HOLDS;
      case UNKNOWN -> UNKNOWN;
      case HOLDS -> FAILS;
    };
  }

  /** Whether it certainly fails. Unknown counts as holding. */
  public boolean isFalse() {
    return this == FAILS;
  }
}
