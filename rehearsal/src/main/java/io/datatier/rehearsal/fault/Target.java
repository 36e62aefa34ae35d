package io.datatier.rehearsal.fault;

import java.util.Optional;

/**
 * The calls that a fault applies to; an empty field matches anything.
 *
 * @param kind of the operation
 * @param type the resource's type token
 * @param resource the resource's name in the program
 */
public record Target(Optional<Call.Kind> kind, Optional<String> type, Optional<String> resource) {

  /** Every call. */
  public static final Target ANY = new Target(Optional.empty(), Optional.empty(), Optional.empty());

  /** One call to one resource. */
  public static Target of(Call call) {
    return new Target(
        Optional.of(call.kind()), Optional.of(call.type()), Optional.of(call.resource()));
  }

  boolean matches(Call call) {
    return kind.map(call.kind()::equals).orElse(true)
        && type.map(call.type()::equals).orElse(true)
        && resource.map(call.resource()::equals).orElse(true);
  }
}
