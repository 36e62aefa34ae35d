package io.datatier.policy.sdk;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A resource in the graph of its stack.
 *
 * @param view the resource with its outputs
 * @param component whether it only groups others and has no provider
 * @param parent the URN of its parent, or empty
 * @param dependencies the URNs that it depends on as a whole
 * @param propertyDependencies the URNs that each top-level property was computed from
 */
public record StackResource(
    ResourceView view,
    boolean component,
    String parent,
    Set<String> dependencies,
    Map<String, Set<String>> propertyDependencies) {

  public StackResource {
    dependencies = Set.copyOf(dependencies);
    propertyDependencies = Collections.unmodifiableMap(new TreeMap<>(propertyDependencies));
  }

  /** The same place in the graph, with another view of the resource. */
  public StackResource withView(ResourceView other) {
    return new StackResource(other, component, parent, dependencies, propertyDependencies);
  }
}
