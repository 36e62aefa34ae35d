package io.datatier.proof.doctor;

import java.util.stream.Stream;

/** Looks at one thing that clients suffer from. */
interface Check {

  /** What it asks about a tier, in order; AWS is called only for the answers. */
  Stream<Question> questions(Tier tier);
}
