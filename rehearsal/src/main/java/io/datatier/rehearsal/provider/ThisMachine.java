package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.fault.Machine;
import java.time.Duration;
import java.util.function.Consumer;

/** The machine that this plugin runs on. */
final class ThisMachine implements Machine {

  /** The exit code that a shell reports for a killed process. */
  private static final int KILLED = 137;

  private final Consumer<String> user;

  /**
   * This machine.
   *
   * @param user receives messages
   */
  ThisMachine(Consumer<String> user) {
    this.user = user;
  }

  @Override
  public void die() {
    Runtime.getRuntime().halt(KILLED);
  }

  @Override
  public void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the call was cancelled while AWS took its time", e);
    }
  }

  @Override
  public void say(String sentence) {
    user.accept(sentence);
  }
}
