package io.datatier.config;

/** What holds where a setting is not given. */
public sealed interface Default {

  /** Nothing: the setting is either required or stays open. */
  record None() implements Default {}

  /** This value, written as in the configuration, and read as though it stood there. */
  record Value(String text) implements Default {}

  /** What these words say, which depends on something else and is for the reader to find. */
  record Words(String text) implements Default {}
}
