package io.datatier.rehearsal.core;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.datatier.rehearsal.schema.ResourceSchema;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** The types with a class of their own: every {@link ResourceType} that registers itself. */
public final class ResourceTypes {

  private static final Map<String, ResourceType> BY_TOKEN =
      ServiceLoader.load(ResourceType.class).stream()
          .map(ServiceLoader.Provider::get)
          .collect(toUnmodifiableMap(type -> type.traits().type(), identity()));

  private ResourceTypes() {}

  /** All types with a class of their own. */
  public static Set<String> types() {
    return BY_TOKEN.keySet();
  }

  /** The traits of all types with a class of their own, in the order of their tokens. */
  public static Stream<Traits> traits() {
    return BY_TOKEN.values().stream()
        .map(ResourceType::traits)
        .sorted(Comparator.comparing(Traits::type));
  }

  /** The class of a type, if it has one. */
  public static Optional<ResourceType> of(String token) {
    return Optional.ofNullable(BY_TOKEN.get(token));
  }

  /** The class of a type, or a schema-only one if it has none. */
  public static ResourceType of(ResourceSchema schema) {
    return of(schema.type()).orElseGet(() -> new SchemaOnly(schema));
  }
}
