package io.datatier.proof.doctor;

/**
 * One thing that was looked at.
 *
 * @param symptom under which the guide's troubleshooting section has it
 * @param what was found, a sentence; only a name where nothing could be looked at
 * @param advice what to do about it, a sentence; empty where nothing is to be done
 */
record Finding(Symptom symptom, Level level, String what, String advice) {

  /** How bad it is. */
  enum Level {
    /** As it should be. */
    GOOD("ok"),
    /** Is only good to know. */
    NOTE("note"),
    /** Could not be looked at. */
    UNSEEN("note"),
    /** Clients fail, or will. */
    BAD("BAD");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** What clients see, in the order of the guide. */
  enum Symptom {
    /** The proxy itself, before all else. */
    UP("Is it up?"),
    TIMEOUT("Connection timeout"),
    TOO_MANY("Too many connections"),
    LATENCY("High latency"),
    AUTHENTICATION("Authentication failures");

    private final String title;

    Symptom(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static Finding good(Symptom symptom, String what) {
    return new Finding(symptom, Level.GOOD, what, "");
  }

  static Finding note(Symptom symptom, String what, String advice) {
    return new Finding(symptom, Level.NOTE, what, advice);
  }

  /**
   * Something that could not be looked at.
   *
   * @param about its name
   * @param why a sentence
   */
  static Finding unseen(Symptom symptom, String about, String why) {
    return new Finding(symptom, Level.UNSEEN, about, why);
  }

  static Finding bad(Symptom symptom, String what, String advice) {
    return new Finding(symptom, Level.BAD, what, advice);
  }
}
