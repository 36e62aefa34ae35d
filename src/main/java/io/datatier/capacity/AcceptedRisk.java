package io.datatier.capacity;

import io.datatier.values.InvalidValue;

/** Why to continue although the plan has errors. */
public record AcceptedRisk(String reason) {

  public AcceptedRisk {
    if (reason.isBlank()) {
      throw new InvalidValue(reason, "be the reason why the risk is taken");
    }
  }
}
