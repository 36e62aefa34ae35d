package io.datatier.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * As much of what is allowed as an editor can check. What a value has to be is decided by the type
 * that it is turned into; bounds may let more through, never less.
 */
public sealed interface Bounds {

  /** Nothing that an editor could check. */
  record Unbounded() implements Bounds {}

  /**
   * From {@code least} to {@code most}, both written as in the configuration and included.
   *
   * @param most empty if there is no upper bound
   */
  record Between(String least, Optional<String> most) implements Bounds {}

  /** Texts that match as a whole. */
  record Like(Pattern pattern) implements Bounds {}

  /** Texts no longer than this, and not empty. */
  record NoLongerThan(int characters) implements Bounds {}

  /** One of these, written as in the configuration. */
  record OneOf(List<String> choices) implements Bounds {

    public OneOf {
      choices = List.copyOf(choices);
    }
  }
}
