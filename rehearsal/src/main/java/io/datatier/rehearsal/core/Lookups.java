package io.datatier.rehearsal.core;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The functions with a class of their own: every {@link Lookup} that registers itself. */
public final class Lookups {

  private static final Map<String, Lookup> BY_TOKEN =
      ServiceLoader.load(Lookup.class).stream()
          .map(ServiceLoader.Provider::get)
          .collect(toUnmodifiableMap(Lookup::token, identity()));

  private Lookups() {}

  /** The class of a function, if it has one. */
  public static Optional<Lookup> of(String token) {
    return Optional.ofNullable(BY_TOKEN.get(token));
  }
}
