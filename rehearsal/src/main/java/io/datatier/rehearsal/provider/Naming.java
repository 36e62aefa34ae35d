package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import pulumirpc.Provider.CheckRequest.AutonamingOptions.Mode;

/**
 * How to name a resource that the program does not name.
 *
 * @param resource the resource's name in the program
 * @param proposed the name that the engine's auto-naming configuration asks for
 * @param mode what that configuration does with the provider's own names
 * @param seed hex digits, stable for a resource within one update; there may be too few
 */
record Naming(String resource, Optional<String> proposed, Mode mode, String seed) {

  /** Completes inputs with the names that the program leaves out. */
  void complete(Traits traits, Fields before, Inputs inputs) {
    traits.autoName().ifPresent(auto -> name(auto, before, inputs));
    traits
        .autoNamedIn()
        .forEach(
            (list, auto) -> {
              var old = before.objects(list).iterator();
              inputs.each(list, each -> name(auto, old.hasNext() ? old.next() : Fields.NONE, each));
            });
  }

  private void name(AutoName auto, Fields before, Inputs inputs) {
    var property = auto.property();
    var given = inputs.values();
    if (given.has(property) || given.has(property + "Prefix")) {
      return;
    }
    var kept = before.text(property).filter(name -> auto.isMade(name, resource));
    if (kept.isPresent()) {
      inputs.fill(property, kept.get());
    } else if (auto.isPlain() || (proposed.isEmpty() && mode != Mode.DISABLE)) {
      auto.fault(resource)
          .ifPresentOrElse(
              fault -> inputs.fail(property, fault),
              () -> inputs.fill(property, auto.made(resource, digits(), given)));
    } else if (mode == Mode.DISABLE) {
      inputs.fail(property, "is required, because pulumi:autonaming disables generated names");
    } else {
      propose(auto, proposed.orElseThrow(), inputs);
    }
  }

  private void propose(AutoName auto, String name, Inputs inputs) {
    if (mode == Mode.ENFORCE) {
      inputs.fill(auto.property(), name);
    } else if (name.length() > auto.maximum()) {
      inputs.fail(
          auto.property(),
          "must be set: calculated name '%s' exceeds maximum length of %d"
              .formatted(name, auto.maximum()));
    } else {
      inputs.fill(auto.property(), auto.completed(name, inputs.values()));
    }
  }

  private String digits() {
    var digits =
        seed.length() >= AutoName.DIGITS
            ? seed
            : HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    return digits.substring(0, AutoName.DIGITS);
  }
}
