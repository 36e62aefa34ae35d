package io.datatier.policy.sdk.joins;

import io.datatier.policy.sdk.PropertyPath;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the resources of some types that values refer to: a known value by what it says, one that
 * only the update will know by what its property is computed from.
 *
 * <p>Com.pulumi 1.36.1 loses the origin of a computed output of a resource that does not exist yet,
 * all but that of its id. Such a reference is {@link Referred#open}, never taken for none.
 */
public final class References {

  private final StackView stack;
  private final Set<String> types;
  private final Map<String, String> urns = new HashMap<>();

  private References(StackView stack, Set<String> types) {
    this.stack = stack;
    this.types = types;
  }

  /** Finds references to resources of these types. */
  public static References to(StackView stack, String... types) {
    var references = new References(stack, Set.of(types));
    stack.resources().stream()
        .filter(resource -> references.types.contains(resource.type()))
        .forEach(references::add);
    return references;
  }

  private void add(ResourceView resource) {
    Stream.of(resource, stack.inputsOf(resource))
        .flatMap(References::names)
        .forEach(name -> urns.putIfAbsent(name, resource.urn()));
  }

  /** What a resource is called by others: its id, its name, its ARN, or what that ends with. */
  private static Stream<String> names(ResourceView resource) {
    var names =
        Stream.of("id", "name", "arn").map(resource::text).flatMap(it -> it.known().stream());
    var last = resource.text("arn").known().map(text -> text.replaceFirst(".*[:/]", ""));
    return Stream.concat(names, last.stream());
  }

  /** What a property of a resource refers to, or everything below it if it is a list. */
  public Referred from(ResourceView resource, String path) {
    return from(resource, List.of(stack.inputsOf(resource).at(path)));
  }

  /** What the values at these places in the inputs of a resource refer to. */
  public Referred from(ResourceView resource, List<ValueView> places) {
    var known = new LinkedHashSet<String>();
    var unknown = new ArrayList<String>();
    for (var leaf : places.stream().flatMap(place -> place.leaves().stream()).toList()) {
      if (leaf.isUnknown()) {
        unknown.add(leaf.path());
      } else {
        leaf.text("").known().ifPresent(name -> known.add(urns.getOrDefault(name, name)));
      }
    }
    var computed = new LinkedHashSet<String>();
    unknown.forEach(path -> computed.addAll(sources(resource, path)));
    computed.removeAll(known);
    // Fewer origins than unknown values: some value has none. A whole list counts as one value.
    var open = unknown.size() > computed.size();
    return new Referred(known, computed, open ? Optional.of(unknown.get(0)) : Optional.empty());
  }

  private List<String> sources(ResourceView resource, String path) {
    return stack.sourcesOf(resource, topOf(path)).stream()
        .filter(source -> types.contains(source.type()))
        .map(ResourceView::urn)
        .toList();
  }

  /** Dependencies are known for top-level properties only. */
  private static String topOf(String path) {
    return PropertyPath.parse(path).steps().get(0).toString();
  }
}
