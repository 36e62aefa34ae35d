package io.datatier.proof.doctor;

import io.datatier.proof.doctor.Finding.Symptom;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One thing to look at. Here, and nowhere else, an answer that fails becomes a finding too, so that
 * no fault hides another.
 *
 * @param about what it is about, such as a function's name
 * @param answer what is found
 */
record Question(Symptom symptom, String about, Supplier<Stream<Finding>> answer) {

  /** What is found, or why nothing can be. */
  List<Finding> ask() {
    try {
      return answer.get().toList();
    } catch (RuntimeException failed) {
      return List.of(of(Refusal.of(failed)));
    }
  }

  private Finding of(Refusal refusal) {
    return refusal.kind() == Refusal.Kind.GONE
        ? Finding.bad(
            symptom,
            "%s: %s".formatted(about, refusal.why().replaceAll("\\.$", "")),
            "See with `pulumi preview --refresh` what `up` would create again; only a snapshot or"
                + " backup brings back a database's data.")
        : Finding.unseen(symptom, about, refusal.why());
  }
}
