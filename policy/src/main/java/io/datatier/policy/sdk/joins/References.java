package io.datatier.policy.sdk.joins;

import io.datatier.policy.sdk.Derived;
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
 * Finds the resources that values refer to: known values by name, unknown values by what their
 * property is computed from.
 *
 * <p>com.pulumi 1.36.1 loses the origin of computed outputs of new resources, except of the id.
 * Such a reference is {@link Referred#open}; it does not count as absent.
 */
public final class References {

  private final StackView stack;
  private final Set<String> types;
  private final Map<String, String> urns = new HashMap<>();

  private References(StackView stack, Set<String> types) {
    this.stack = stack;
    this.types = types;
    stack.resources(types).forEach(this::add);
  }

  private record To(Set<String> types) implements Derived<References> {
    @Override
    public References from(StackView stack) {
      return new References(stack, types);
    }
  }

  private record By(Set<String> types, String type, String path) implements Derived<Referrers> {
    @Override
    public Referrers from(StackView stack) {
      return new Referrers(stack.once(new To(types)), stack.resources(type), path);
    }
  }

  /** Finds references to resources of these types. */
  public static References to(StackView stack, String... types) {
    return stack.once(new To(Set.of(types)));
  }

  /** Which resources of a type refer to which by this property. */
  public Referrers by(String type, String path) {
    return stack.once(new By(types, type, path));
  }

  private void add(ResourceView resource) {
    Stream.of(resource, stack.inputsOf(resource))
        .flatMap(References::names)
        .forEach(name -> urns.putIfAbsent(name, resource.urn()));
  }

  /** How others refer to a resource: by id, name, ARN, or the last part of the ARN. */
  private static Stream<String> names(ResourceView resource) {
    var names =
        Stream.of("id", "name", "arn")
            .map(resource.at("")::text)
            .flatMap(it -> it.known().stream());
    var last = resource.at("").text("arn").known().map(References::lastPart);
    return Stream.concat(names, last.stream());
  }

  private static String lastPart(String arn) {
    return arn.substring(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
  }

  /** What a resource's property refers to, including all elements of a list. */
  public Referred from(ResourceView resource, String path) {
    return from(resource, List.of(stack.inputsOf(resource).at(path)));
  }

  /** What the values at these places in a resource's inputs refer to. */
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
    unknown.stream()
        .map(References::topOf)
        .distinct()
        .forEach(property -> computed.addAll(sources(resource, property)));
    computed.removeAll(known);
    // Fewer origins than unknown values means that some value has none. A whole list counts as one
    // value.
    var open = unknown.size() > computed.size();
    return new Referred(known, computed, open ? Optional.of(unknown.get(0)) : Optional.empty());
  }

  private List<String> sources(ResourceView resource, String property) {
    return stack.sourcesOf(resource, property).stream()
        .filter(source -> types.contains(source.type()))
        .map(ResourceView::urn)
        .toList();
  }

  /** The engine tracks dependencies only for top-level properties. */
  private static String topOf(String path) {
    return PropertyPath.parse(path).steps().get(0).toString();
  }
}
