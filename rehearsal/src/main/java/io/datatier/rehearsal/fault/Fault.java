package io.datatier.rehearsal.fault;

/**
 * Something that goes wrong.
 *
 * @param target for which calls
 * @param occasion at which of those
 * @param effect what happens then
 */
public record Fault(Target target, Occasion occasion, Effect effect) {

  /** What befalls the first call to a resource of that kind. */
  public static Fault once(Call call, Effect effect) {
    return new Fault(Target.of(call), new Occasion.Nth(1), effect);
  }
}
