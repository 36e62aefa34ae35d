package io.datatier.config;

/** The default of a key. */
public sealed interface Default {

  /** No default: the key is required or stays unset. */
  record None() implements Default {}

  /** This value, written as in the configuration. */
  record Value(String text) implements Default {}

  /** A default that depends on other settings, in words. */
  record Words(String text) implements Default {}
}
