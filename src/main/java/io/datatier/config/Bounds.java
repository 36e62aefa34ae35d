package io.datatier.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of the rules that an editor can check. The value's type decides; bounds may allow more,
 * never less.
 */
public sealed interface Bounds permits Bounds.Unbounded, Bounds.Like, Bounds.OneOf, Range {

  /** No bounds. */
  record Unbounded() implements Bounds {}

  /** Strings that match as a whole. */
  record Like(Pattern pattern) implements Bounds {}

  /** One of these, written as in the configuration. */
  record OneOf(List<String> choices) implements Bounds {

    public OneOf {
      choices = List.copyOf(choices);
    }
  }
}
