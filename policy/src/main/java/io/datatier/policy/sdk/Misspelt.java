package io.datatier.policy.sdk;

/** A rule names a resource type, or a property of one, that does not exist: a fault of the rule. */
public final class Misspelt extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  Misspelt(String fault) {
    super(fault);
  }
}
