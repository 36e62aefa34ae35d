package io.datatier.capacity;

/** Whether a demand for connections fits a limit. */
public enum Verdict {
  /** Even the lower bound of the limit is enough. */
  FITS("fits"),

  /** The demand lies between the bounds of the limit. */
  UNCERTAIN("may not fit"),

  /** Even the upper bound of the limit is too little. */
  EXCEEDS("does not fit");

  private final String phrase;

  Verdict(String phrase) {
    this.phrase = phrase;
  }

  /** Whether {@code connections} fit {@code limit}. */
  public static Verdict of(long connections, ConnectionRange limit) {
    if (connections <= limit.least()) {
      return FITS;
    }
    return connections <= limit.most() ? UNCERTAIN : EXCEEDS;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
