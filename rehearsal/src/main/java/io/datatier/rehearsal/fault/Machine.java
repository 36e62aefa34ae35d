package io.datatier.rehearsal.fault;

import java.time.Duration;

/** The machine that the plugin runs on, as far as faults need it. */
public interface Machine {

  /** Ends the plugin's process at once. */
  void die();

  /** Lets time pass. */
  void pause(Duration time);

  /** Tells the user a sentence. */
  void say(String sentence);
}
