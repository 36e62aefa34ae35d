package io.datatier.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of the rules that an editor can check, in at most one way. The value's type decides;
 * bounds may allow more, never less.
 *
 * @param like what strings match as a whole
 * @param choices the only values, written as in the configuration; empty if there is no list of
 *     them
 * @param range of a number or a duration
 */
public record Bounds(Optional<Pattern> like, List<String> choices, Optional<Range> range) {

  static final Bounds NONE = new Bounds(Optional.empty(), List.of(), Optional.empty());

  static Bounds like(Pattern pattern) {
    return new Bounds(Optional.of(pattern), List.of(), Optional.empty());
  }

  static Bounds oneOf(List<String> choices) {
    return new Bounds(Optional.empty(), List.copyOf(choices), Optional.empty());
  }

  static Bounds within(Range range) {
    return new Bounds(Optional.empty(), List.of(), Optional.of(range));
  }
}
