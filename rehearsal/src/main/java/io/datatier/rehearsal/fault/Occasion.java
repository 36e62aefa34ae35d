package io.datatier.rehearsal.fault;

import com.google.gson.JsonObject;

/** Which of the matching calls a fault applies to. */
public sealed interface Occasion {

  /** Adds what it says to a fault of a fault file. */
  void write(JsonObject fault);

  /**
   * One of them.
   *
   * @param number from 1
   */
  record Nth(int number) implements Occasion {

    @Override
    public void write(JsonObject fault) {
      fault.addProperty("nth", number);
    }
  }

  /**
   * Each with the same chance. A seed decides, so that the same calls meet it in every run, in any
   * order.
   *
   * @param calls one in this many calls meets it, on average
   */
  record OneIn(int calls) implements Occasion {

    @Override
    public void write(JsonObject fault) {
      fault.addProperty("oneIn", calls);
    }
  }
}
