package io.datatier.rehearsal.report;

import io.datatier.rehearsal.iam.Truth;

/** How sure a path is. */
public enum Certainty {
  /** The state shows all of it. */
  OPEN("open"),
  /** It depends on something that the state does not show. */
  POSSIBLE("possible");

  private final String word;

  Certainty(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Certainty of(Truth truth) {
    return truth == Truth.HOLDS ? OPEN : POSSIBLE;
  }
}
