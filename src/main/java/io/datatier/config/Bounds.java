package io.datatier.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * As much of what is allowed as an editor can check. What a value has to be is decided by the type
 * that it is turned into; bounds may let more through, never less.
 */
public sealed interface Bounds permits Bounds.Unbounded, Bounds.Like, Bounds.OneOf, Range {

  /** Nothing that an editor could check. */
  record Unbounded() implements Bounds {}

  /** Texts that match as a whole. */
  record Like(Pattern pattern) implements Bounds {}

  /** One of these, written as in the configuration. */
  record OneOf(List<String> choices) implements Bounds {

    public OneOf {
      choices = List.copyOf(choices);
    }
  }
}
