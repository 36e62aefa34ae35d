package io.datatier.rehearsal.fault;

/**
 * A fault.
 *
 * @param target the calls it can apply to
 * @param occasion which of those calls it applies to
 * @param effect what happens
 */
public record Fault(Target target, Occasion occasion, Effect effect) {

  /** A fault for the first such call. */
  public static Fault once(Call call, Effect effect) {
    return new Fault(Target.of(call), new Occasion.Nth(1), effect);
  }
}
