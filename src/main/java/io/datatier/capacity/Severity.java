package io.datatier.capacity;

/** How bad a {@link Finding} is. */
public enum Severity {
  /** It cannot work; nothing should be touched. */
  ERROR,
  /** It works, but little more than that, or only if a guess holds. */
  WARNING
}
