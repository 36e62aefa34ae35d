package io.datatier.rehearsal.engine;

/** A step that did not do what it should. */
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

  /**
   * All that the engine printed in this step, and what was wrong with it where that is not plain.
   */
  public String whatHappened() {
    return whatHappened;
  }
}
