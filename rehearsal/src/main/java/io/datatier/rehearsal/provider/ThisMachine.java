package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.fault.Machine;
import java.time.Duration;

/** The machine that this plugin runs on. */
final class ThisMachine implements Machine {

  /** What a shell says of a process that was killed. */
  private static final int KILLED = 137;

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

  /** The engine shows what a plugin says on standard error. */
  @Override
  public void say(String sentence) {
    System.err.println(sentence);
  }
}
