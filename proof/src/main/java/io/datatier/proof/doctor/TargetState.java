package io.datatier.proof.doctor;

import java.util.Objects;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;
import software.amazon.awssdk.services.rds.model.TargetHealth;

/**
 * The health of a target.
 *
 * @param reason empty if AWS has none
 * @param said AWS's description, empty if there is none
 */
record TargetState(String database, String state, String reason, String said) {

  static TargetState of(DBProxyTarget target) {
    var health =
        Objects.requireNonNullElseGet(target.targetHealth(), () -> TargetHealth.builder().build());
    return new TargetState(
        target.rdsResourceId(),
        Objects.requireNonNullElse(health.stateAsString(), "UNKNOWN"),
        Objects.requireNonNullElse(health.reasonAsString(), ""),
        Objects.requireNonNullElse(health.description(), ""));
  }

  boolean isAvailable() {
    return state.equals("AVAILABLE");
  }

  /** Whether no client needs it. */
  boolean isUnused() {
    return state.equals("UNUSED");
  }

  /** Whether there is nothing to wait for. */
  boolean isReady() {
    return isAvailable() || isUnused();
  }

  String text() {
    return isAvailable()
        ? "target " + database + " is available"
        : "target %s is %s%s%s"
            .formatted(
                database,
                state,
                reason.isEmpty() ? "" : ": " + reason,
                said.isEmpty() ? "" : " (" + said + ")");
  }
}
