package io.datatier.policy.sdk;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/**
 * What a rule answers. A check is a pure function to one of these; several answers are joined by
 * {@link #all}, which never lets one hide another.
 */
public sealed interface Verdict {

  /** The condition holds. */
  record Compliant() implements Verdict {
    private static final Compliant INSTANCE = new Compliant();
  }

  /**
   * The condition does not hold.
   *
   * @param path where, as in {@link PropertyPath}; empty until a {@link Reading} fills it in
   * @param message the rest of the sentence that the path begins: "is false"
   * @param urn whom it concerns; empty for the resource under judgement
   * @param advisory whether it is shown without stopping anything, whatever the rule's level
   */
  record Violation(String path, String message, String urn, boolean advisory) implements Verdict {

    /** The same, shown without stopping the deployment, whatever the rule's level. */
    public Violation advise() {
      return new Violation(path, message, urn, true);
    }
  }

  /** The rule has nothing to say of this resource, for a reason that the engine reports. */
  record NotApplicable(String reason) implements Verdict {}

  /**
   * The value at this path decides, and it is not known yet. Neither pass nor violation.
   *
   * @param urn whom it concerns; empty for the resource under judgement
   */
  record Undecided(String path, String urn) implements Verdict {}

  /** Two or more answers, each a {@link Violation} or an {@link Undecided}. */
  record Several(List<Verdict> answers) implements Verdict {
    public Several {
      answers = List.copyOf(answers);
    }
  }

  /** The condition holds. */
  static Verdict compliant() {
    return Compliant.INSTANCE;
  }

  /** A violation by the value that is being read; its path is filled in. */
  static Violation violation(String message) {
    return violation("", message);
  }

  /** A violation at a path. */
  static Violation violation(String path, String message) {
    return new Violation(path, message, "", false);
  }

  /** The rule has nothing to say of this resource. */
  static Verdict notApplicable(String reason) {
    return new NotApplicable(reason);
  }

  /** The value at this path decides and is not known yet. */
  static Verdict undecided(String path) {
    return new Undecided(path, "");
  }

  /** All of these together; see {@link #all(Collection)}. */
  static Verdict all(Verdict... verdicts) {
    return all(List.of(verdicts));
  }

  /**
   * All of these together: every violation and every open question once, in order; without any,
   * compliant; not applicable only where nothing else was said.
   */
  static Verdict all(Collection<? extends Verdict> verdicts) {
    var answers = new LinkedHashSet<Verdict>();
    var applies = verdicts.isEmpty();
    for (var verdict : verdicts) {
      answers.addAll(verdict.answers());
      applies |= verdict instanceof Compliant;
    }
    if (answers.size() > 1) {
      return new Several(List.copyOf(answers));
    } else if (answers.size() == 1) {
      return answers.iterator().next();
    }
    return applies ? compliant() : verdicts.iterator().next();
  }

  /** The verdicts on each of these together. */
  static <T> Verdict each(Collection<T> things, Function<? super T, Verdict> check) {
    return all(things.stream().map(check).toList());
  }

  /** The violations and open questions in it, in order. */
  default List<Verdict> answers() {
    if (this instanceof Several several) {
      return several.answers();
    }
    return this instanceof Violation || this instanceof Undecided ? List.of(this) : List.of();
  }

  /**
   * What is undecided in it and nothing else, for a stack check that answers for what the resource
   * check of its rule has left open.
   */
  default Verdict open() {
    return all(answers().stream().filter(Undecided.class::isInstance).toList());
  }

  /** The same, with this path for violations that have none. */
  default Verdict at(String path) {
    if (this instanceof Violation violation && violation.path().isEmpty()) {
      return new Violation(path, violation.message(), violation.urn(), violation.advisory());
    } else if (this instanceof Several several) {
      return new Several(several.answers().stream().map(answer -> answer.at(path)).toList());
    }
    return this;
  }

  /** The same, about this resource where it does not yet say whom it is about. */
  default Verdict about(String urn) {
    if (this instanceof Violation violation && violation.urn().isEmpty()) {
      return new Violation(violation.path(), violation.message(), urn, violation.advisory());
    } else if (this instanceof Undecided undecided && undecided.urn().isEmpty()) {
      return new Undecided(undecided.path(), urn);
    } else if (this instanceof Several several) {
      return new Several(several.answers().stream().map(answer -> answer.about(urn)).toList());
    }
    return this;
  }
}
