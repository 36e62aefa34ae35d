package io.datatier.policy.sdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A rule's answer. A check is a pure function that returns one; {@link #all} combines several
 * without hiding any.
 */
public sealed interface Verdict {

  /** The condition holds. */
  record Compliant() implements Verdict {
    private static final Compliant INSTANCE = new Compliant();
  }

  /** What is reported, about a place in a resource. */
  sealed interface Answer extends Verdict {

    /** Where, as in {@link PropertyPath}. */
    String path();

    /** The resource it is about; empty for the judged resource. */
    String urn();

    @Override
    default List<Answer> answers() {
      return List.of(this);
    }

    @Override
    Answer advise();

    @Override
    Answer about(String urn);
  }

  /**
   * The condition does not hold.
   *
   * @param path where, as in {@link PropertyPath}; empty until a {@link Reading} fills it in
   * @param message the rest of the sentence that the path begins: "is false"; or all of it
   * @param whole whether the message is shown without the path before it
   * @param urn the resource it is about; empty for the judged resource
   * @param advisory whether it is only reported, whatever the rule's level
   */
  record Violation(String path, String message, boolean whole, String urn, boolean advisory)
      implements Answer {

    /** A violation whose message follows its path. */
    public Violation(String path, String message, String urn, boolean advisory) {
      this(path, message, false, urn, advisory);
    }

    @Override
    public Violation advise() {
      return new Violation(path, message, whole, urn, true);
    }

    @Override
    public Violation about(String resource) {
      return urn.isEmpty() ? new Violation(path, message, whole, resource, advisory) : this;
    }

    /** The same, whose message is a sentence of its own, shown without the path before it. */
    public Violation asWritten() {
      return new Violation(path, message, true, urn, advisory);
    }

    /** What is shown of it. */
    public String sentence() {
      return whole ? message : (path + " " + message).strip();
    }
  }

  /** The rule does not apply to this resource, for a reason that the engine reports. */
  record NotApplicable(String reason) implements Verdict {}

  /**
   * The value at this path decides, and it is unknown. Neither pass nor violation.
   *
   * @param urn the resource it is about; empty for the judged resource
   */
  record Undecided(String path, String urn) implements Answer {

    @Override
    public Undecided advise() {
      return this;
    }

    @Override
    public Undecided about(String resource) {
      return urn.isEmpty() ? new Undecided(path, resource) : this;
    }
  }

  /** Two or more answers. */
  record Several(List<Answer> answers) implements Verdict {
    public Several {
      answers = List.copyOf(answers);
    }
  }

  /** The condition holds. */
  static Verdict compliant() {
    return Compliant.INSTANCE;
  }

  /** A violation of the value being read; its path is filled in. */
  static Violation violation(String message) {
    return violation("", message);
  }

  /** A violation at a path. */
  static Violation violation(String path, String message) {
    return new Violation(path, message, false, "", false);
  }

  /** The rule does not apply to this resource. */
  static Verdict notApplicable(String reason) {
    return new NotApplicable(reason);
  }

  /** The value at this path decides, and it is unknown. */
  static Verdict undecided(String path) {
    return new Undecided(path, "");
  }

  /** All of these together; see {@link #all(Collection)}. */
  static Verdict all(Verdict... verdicts) {
    return all(List.of(verdicts));
  }

  /**
   * Combines verdicts: every violation and undecided path once, in order. Without any, compliant;
   * not applicable only if all are.
   */
  static Verdict all(Collection<? extends Verdict> verdicts) {
    var answers = new LinkedHashSet<Answer>();
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
    var verdicts = new ArrayList<Verdict>(things.size());
    for (var thing : things) {
      verdicts.add(check.apply(thing));
    }
    return all(verdicts);
  }

  /** Its violations and undecided paths, in order. */
  default List<Answer> answers() {
    return List.of();
  }

  /** Those of its answers that are of this kind, in order. */
  default <T extends Answer> List<T> answers(Class<T> kind) {
    return answers().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Only its violations. */
  default Verdict decided() {
    return all(answers(Violation.class));
  }

  /**
   * Only its undecided paths, for a stack check that covers what the resource check left undecided.
   */
  default Verdict open() {
    return all(answers(Undecided.class));
  }

  /** The same, with each of its answers changed. */
  default Verdict with(UnaryOperator<Answer> change) {
    return answers().isEmpty() ? this : all(answers().stream().map(change).toList());
  }

  /** The same, only reported, whatever the rule's level. */
  default Verdict advise() {
    return with(Answer::advise);
  }

  /** The same, but undecided at this path wherever it is a violation. */
  default Verdict leftOpen(String path) {
    return with(it -> it instanceof Violation ? new Undecided(path, "") : it);
  }

  /** The same, with this path for violations that have none. */
  default Verdict at(String path) {
    return with(
        it ->
            it instanceof Violation found && found.path().isEmpty()
                ? new Violation(path, found.message(), found.whole(), found.urn(), found.advisory())
                : it);
  }

  /** The same, about this resource unless it already names one. */
  default Verdict about(String urn) {
    return with(it -> it.about(urn));
  }
}
