package io.datatier.capacity;

import io.datatier.values.InvalidValue;

/** Why a plan that cannot work is gone on with. */
public record AcceptedRisk(String reason) {

  public AcceptedRisk {
    if (reason.isBlank()) {
      throw new InvalidValue(reason, "be the reason why the risk is taken");
    }
  }
}
