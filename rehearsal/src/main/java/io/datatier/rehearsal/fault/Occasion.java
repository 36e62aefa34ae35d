package io.datatier.rehearsal.fault;

/** Which of its calls a fault befalls. */
public sealed interface Occasion {

  /**
   * One of them.
   *
   * @param number 1 for the first
   */
  record Nth(int number) implements Occasion {}

  /**
   * Each with the same chance. A seed decides, so that the same calls meet it in every run,
   * whichever of them comes first.
   *
   * @param calls how many calls meet it once, on average
   */
  record OneIn(int calls) implements Occasion {}
}
