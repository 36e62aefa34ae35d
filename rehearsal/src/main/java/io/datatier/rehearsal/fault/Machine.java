package io.datatier.rehearsal.fault;

import java.time.Duration;

/** What faults need from the plugin's process. */
public interface Machine {

  /** Ends the plugin's process at once. */
  void die();

  /** Waits. */
  void pause(Duration time);

  /** Shows a message to the user. */
  void say(String sentence);
}
