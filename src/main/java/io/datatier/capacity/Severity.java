package io.datatier.capacity;

/** How bad a {@link Finding} is. */
public enum Severity {
  /** It cannot work; the run should stop. */
  ERROR,
  /** It works, but barely, or only under an assumption. */
  WARNING
}
