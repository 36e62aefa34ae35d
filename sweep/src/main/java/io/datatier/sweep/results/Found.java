package io.datatier.sweep.results;

import java.util.List;

/**
 * What a rule has found in a stack.
 *
 * @param rule its id
 * @param kind "violation", "crash", "undecided" or "exempt"
 * @param mandatory whether it would stop a deployment
 * @param urn of the resource, or of the stack
 * @param path where in the resource; empty if it is about all of it
 * @param message what is wrong, without any secret
 * @param exceptions the ids of those in the register that allow it
 */
public record Found(
    String rule,
    String kind,
    boolean mandatory,
    String urn,
    String path,
    String message,
    List<String> exceptions) {

  public Found {
    exceptions = List.copyOf(exceptions);
  }

  /** Whether it fails the sweep: it would stop a deployment, and nothing allows it. */
  public boolean fails() {
    return mandatory && exceptions.isEmpty();
  }

  /** Whether it would stop a deployment if nothing allowed it. */
  public boolean isAllowed() {
    return mandatory && !exceptions.isEmpty();
  }
}
