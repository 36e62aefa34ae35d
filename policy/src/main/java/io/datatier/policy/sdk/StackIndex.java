package io.datatier.policy.sdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a stack by URN, type and parent, and what rules have derived from them: built
 * once for a run and shared by all of its rules.
 */
final class StackIndex {

  /** A resource and its place in the engine's order. */
  record Entry(int position, StackResource resource) {}

  private final Map<String, Entry> byUrn = new LinkedHashMap<>();
  private final List<Entry> all;
  private final Map<String, List<Entry>> byType = new HashMap<>();
  private final Map<String, List<Entry>> byParent = new HashMap<>();
  private final Map<String, ResourceView> inputs;
  private final Map<Derived<?>, Lazy<?>> derived = new ConcurrentHashMap<>();

  StackIndex(Collection<StackResource> resources, Map<String, ResourceView> inputs) {
    // Not Map.copyOf, which tries one slot after another: the hashes of URNs that differ in the
    // number at their end are neighbours, and a look-up passes by many.
    this.inputs = new HashMap<>(inputs);
    // A URN that is sent twice is one resource, the later one, in the place of the first.
    resources.forEach(
        it ->
            byUrn.merge(
                it.view().urn(),
                new Entry(byUrn.size(), it),
                (first, later) -> new Entry(first.position, it)));
    all = List.copyOf(byUrn.values());
    for (var entry : all) {
      var resource = entry.resource();
      byType.computeIfAbsent(resource.view().type(), type -> new ArrayList<>()).add(entry);
      byParent.computeIfAbsent(resource.parent(), parent -> new ArrayList<>()).add(entry);
    }
  }

  List<Entry> all() {
    return all;
  }

  Optional<StackResource> resource(String urn) {
    return Optional.ofNullable(byUrn.get(urn)).map(Entry::resource);
  }

  List<Entry> ofType(String type) {
    return byType.getOrDefault(type, List.of());
  }

  /** The types of the stack that a type token or a pattern of them matches. */
  List<String> typesLike(String pattern) {
    return TypePattern.isGlob(pattern)
        ? byType.keySet().stream().filter(new Glob(pattern)::matches).toList()
        : List.of(pattern);
  }

  List<Entry> childrenOf(String urn) {
    return byParent.getOrDefault(urn, List.of());
  }

  @Nullable ResourceView inputsOf(String urn) {
    return inputs.get(urn);
  }

  @SuppressWarnings("unchecked")
  <T> T once(Derived<T> what, StackView stack) {
    // A value is only ever stored under the question that it answers. It may ask further ones while
    // it is computed, which computeIfAbsent would not allow.
    return (T) derived.computeIfAbsent(what, it -> Lazy.by(() -> it.from(stack))).get();
  }
}
