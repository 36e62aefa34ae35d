package io.datatier.rehearsal.engine;

/** A failed step. */
public final class StepFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final String whatHappened;
  private final boolean isFinding;

  StepFailed(String step, String whatHappened) {
    this(step, whatHappened, false);
  }

  /** What the rehearsal itself found wrong, not the engine. */
  static StepFailed finding(String step, String sentences) {
    return new StepFailed(step, sentences, true);
  }

  private StepFailed(String step, String whatHappened, boolean isFinding) {
    super(step + " failed:\n" + whatHappened);
    this.step = step;
    this.whatHappened = whatHappened.strip();
    this.isFinding = isFinding;
  }

  /** Whether the rehearsal itself found it, in a few sentences, and the engine did not. */
  public boolean isFinding() {
    return isFinding;
  }

  public String step() {
    return step;
  }

  /** The engine's output in this step, and what was wrong if the output does not say it. */
  public String whatHappened() {
    return whatHappened;
  }
}
