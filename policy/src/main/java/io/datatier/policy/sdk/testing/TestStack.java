package io.datatier.policy.sdk.testing;

import io.datatier.policy.sdk.PropertyPath;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.ValueView;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stack for a test, as a value.
 *
 * @param facts what the engine says of it
 * @param nodes the resources with their inputs, by name; the first one is the subject
 */
record TestStack(StackFacts facts, Map<String, StackResource> nodes) {

  static final TestStack EMPTY =
      new TestStack(
          new StackFacts("acme", "test", "dev", true, Map.of(), Map.of(), Set.of()), Map.of());

  TestStack {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
  }

  TestStack resource(String type, String name, Fields inputs) {
    return put(new StackResource(view(type, name, inputs), false, "", Set.of(), Map.of()));
  }

  TestStack component(String type, String name, String... children) {
    var view = view(type, name, Fields.NONE);
    var stack = put(new StackResource(view, true, "", Set.of(), Map.of()));
    for (var child : children) {
      var node = stack.node(child);
      stack =
          stack.put(
              new StackResource(
                  node.view(),
                  node.component(),
                  view.urn(),
                  node.dependencies(),
                  node.propertyDependencies()));
    }
    return stack;
  }

  TestStack computedFrom(String property, String... names) {
    var node = subject();
    var urns = Stream.of(names).map(name -> node(name).view().urn()).collect(Collectors.toSet());
    var sources = new HashMap<>(node.propertyDependencies());
    sources.put(property, urns);
    var all = sources.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
    return put(new StackResource(node.view(), node.component(), node.parent(), all, sources));
  }

  TestStack change(UnaryOperator<ResourceView> change) {
    return put(subject().withView(change.apply(subject().view())));
  }

  TestStack withSubject(String name) {
    var reordered = new LinkedHashMap<String, StackResource>();
    reordered.put(name, node(name));
    nodes.forEach(reordered::putIfAbsent);
    return new TestStack(facts, reordered);
  }

  StackResource subject() {
    return nodes.values().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("begin with a resource"));
  }

  List<ResourceView> inputs() {
    return nodes.values().stream().map(StackResource::view).toList();
  }

  /** At preview the engine omits outputs that contain an unknown value. */
  List<StackResource> outputs() {
    return nodes.values().stream().map(node -> node.withView(outputs(node.view()))).toList();
  }

  private static ResourceView outputs(ResourceView inputs) {
    var known = new TreeMap<>(inputs.properties().values());
    known
        .keySet()
        .removeIf(key -> holdsUnknown(inputs.at(PropertyPath.ROOT.field(key).toString())));
    return inputs.withProperties(new Fields(known));
  }

  private static boolean holdsUnknown(ValueView property) {
    return property.leaves().stream().anyMatch(ValueView::isUnknown);
  }

  private TestStack put(StackResource node) {
    var changed = new LinkedHashMap<>(nodes);
    changed.put(node.view().name(), node);
    return new TestStack(facts, changed);
  }

  private StackResource node(String name) {
    var node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("there is no resource " + name);
    }
    return node;
  }

  ResourceView view(String type, String name, Fields inputs) {
    return new ResourceView(type, prefix() + type + "::" + name, name, inputs);
  }

  private String prefix() {
    return "urn:pulumi:%s::%s::".formatted(facts.name(), facts.project());
  }

  /** The same resources in another stack, under other URNs. */
  TestStack as(StackFacts other) {
    var empty = new TestStack(other, Map.of());
    UnaryOperator<String> move =
        urn -> urn.startsWith(prefix()) ? empty.prefix() + urn.substring(prefix().length()) : urn;
    var moved = new LinkedHashMap<String, StackResource>();
    nodes.forEach((name, node) -> moved.put(name, moved(node, move)));
    return new TestStack(other, moved);
  }

  private static StackResource moved(StackResource node, UnaryOperator<String> move) {
    var sources = new HashMap<String, Set<String>>();
    node.propertyDependencies().forEach((property, urns) -> sources.put(property, all(urns, move)));
    return new StackResource(
        node.view().withUrn(move.apply(node.view().urn())),
        node.component(),
        move.apply(node.parent()),
        all(node.dependencies(), move),
        sources);
  }

  private static Set<String> all(Set<String> urns, UnaryOperator<String> move) {
    return urns.stream().map(move).collect(Collectors.toSet());
  }
}
