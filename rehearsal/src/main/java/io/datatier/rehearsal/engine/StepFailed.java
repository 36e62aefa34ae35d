package io.datatier.rehearsal.engine;

/** A failed step. */
public final class StepFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final String whatHappened;

  StepFailed(String step, String whatHappened) {
    super(step + " failed:\n" + whatHappened);
    this.step = step;
    this.whatHappened = whatHappened.strip();
  }

  public String step() {
    return step;
  }

  /** The engine's output in this step, and what was wrong if the output does not say it. */
  public String whatHappened() {
    return whatHappened;
  }
}
