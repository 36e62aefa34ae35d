package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.fault.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A machine that survives everything, and remembers it. */
final class PatientMachine implements Machine {

  private final List<String> events = new ArrayList<>();

  @Override
  public void die() {
    events.add("died");
  }

  @Override
  public void pause(Duration time) {
    events.add("paused for " + time.toSeconds() + " s");
  }

  @Override
  public void say(String sentence) {
    events.add("said: " + sentence);
  }

  List<String> events() {
    return List.copyOf(events);
  }
}
