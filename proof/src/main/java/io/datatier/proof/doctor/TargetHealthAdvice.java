package io.datatier.proof.doctor;

import java.util.Map;

/** What to do about a target that is not available (RDS API, TargetHealth). */
final class TargetHealthAdvice {

  /** About what passes. */
  static final String WAIT = "Wait: with WAIT=1 (--wait 20) the doctor asks until it is available.";

  private static final Map<String, String> BY_REASON =
      Map.of(
          "UNREACHABLE",
          "Let the proxy's security group out to the database's port, and the database's in from"
              + " it; see the path below.",
          "CONNECTION_FAILED",
          "Look at the database's own log and at its number of connections: it refuses the proxy.",
          "AUTH_FAILURE",
          "Compare the secrets below with the users of the database, let the proxy's role read and"
              + " decrypt them, and REVOKE rds_iam from their users.",
          "PENDING_PROXY_CAPACITY",
          "Wait: the proxy is still getting its capacity, which can take ten minutes. If it stays,"
              + " free addresses in its subnets.",
          "INVALID_REPLICATION_STATE",
          "Wait until the replica has caught up with its writer.",
          "PROMOTED",
          "Register the new writer: the registered target is no longer the writer.");

  private TargetHealthAdvice() {}

  /** The advice for a reason, or for none. */
  static String of(String state, String reason) {
    if (state.equals("REGISTERING")) {
      return WAIT;
    }
    if (state.equals("UNUSED")) {
      return "No action needed: no client needs this target.";
    }
    return BY_REASON.getOrDefault(
        reason, "Look at the proxy's log in CloudWatch, and at the database's status.");
  }
}
