package io.datatier.policy.sdk;

/** How bad a violation is. The engine sorts by it and shows it; it has no other effect. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
