package io.datatier.rehearsal.fault;

/** Which of the matching calls a fault applies to. */
public sealed interface Occasion {

  /**
   * One of them.
   *
   * @param number from 1
   */
  record Nth(int number) implements Occasion {}

  /**
   * Each with the same chance. A seed decides, so that the same calls meet it in every run, in any
   * order.
   *
   * @param calls one in this many calls meets it, on average
   */
  record OneIn(int calls) implements Occasion {}
}
