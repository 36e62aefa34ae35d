package io.datatier.sweep.state;

/** An export that cannot be judged. Its message says why, and quotes no value of the export. */
public final class BadExport extends Exception {

  private static final long serialVersionUID = 1L;

  private final String fault;

  /**
   * A fault.
   *
   * @param fault the rest of the sentence that the export's name begins
   */
  public BadExport(String fault) {
    super(fault);
    this.fault = fault;
  }

  /** The rest of the sentence that the export's name begins. */
  public String fault() {
    return fault;
  }
}
