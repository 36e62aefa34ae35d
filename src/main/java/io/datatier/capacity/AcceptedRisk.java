package io.datatier.capacity;

import io.datatier.config.InvalidValue;

/** Why the run continues despite errors of the plan. */
public record AcceptedRisk(String reason) {

  public AcceptedRisk {
    if (reason.isBlank()) {
      throw new InvalidValue(reason, "be the reason why the risk is taken");
    }
  }
}
