package io.datatier.policy.sdk;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The resources of a stack and how they depend on each other, after everything was planned or made.
 *
 * <p>A resource here has its <em>outputs</em>. At a preview the engine leaves out an output that
 * holds an unknown value (pulumi/pulumi#7854), so that absent does not mean not set; {@link
 * #inputsOf} has what the program said.
 */
public final class StackView {

  private final Map<String, StackResource> resources = new LinkedHashMap<>();
  private final Map<String, ResourceView> inputs;
  private final RuleContext context;

  /**
   * The view of a stack by a rule that is not configured.
   *
   * @param resources the resources with their outputs
   * @param inputs the inputs that the same run has shown, by URN
   */
  public StackView(Collection<StackResource> resources, Map<String, ResourceView> inputs) {
    this(resources, inputs, RuleContext.NONE);
  }

  /** The view of a stack by a rule in this context. */
  public StackView(
      Collection<StackResource> resources, Map<String, ResourceView> inputs, RuleContext context) {
    for (var resource : resources) {
      var view = resource.view().in(context);
      this.resources.put(view.urn(), resource.withView(view));
    }
    this.inputs = Map.copyOf(inputs);
    this.context = context;
  }

  /** How the rule that looks at this stack is configured. */
  public <T> T setting(Setting<T> setting) {
    return context.settings().get(setting);
  }

  /** What the engine says of the stack. */
  public StackFacts facts() {
    return context.stack();
  }

  /** Every resource, in the order of the engine. */
  public List<ResourceView> resources() {
    return resources.values().stream().map(StackResource::view).toList();
  }

  /** The resources of one type. */
  public List<ResourceView> resources(String type) {
    return resources().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** The resource of this URN. */
  public Optional<ResourceView> resource(String urn) {
    return Optional.ofNullable(resources.get(urn)).map(StackResource::view);
  }

  /** The verdicts on every resource of a type together, each about its resource. */
  public Verdict each(String type, Function<ResourceView, Verdict> check) {
    return Verdict.each(resources(type), resource -> check.apply(resource).about(resource.urn()));
  }

  /** The same resource with the inputs that this run has shown, or itself if it has shown none. */
  public ResourceView inputsOf(ResourceView resource) {
    return inputs.getOrDefault(resource.urn(), resource).in(context);
  }

  /** The parent of a resource. */
  public Optional<ResourceView> parentOf(ResourceView resource) {
    return Optional.ofNullable(resources.get(resource.urn()))
        .flatMap(node -> resource(node.parent()));
  }

  /** The resources of which this one is the parent. */
  public List<ResourceView> childrenOf(ResourceView resource) {
    return resources.values().stream()
        .filter(node -> node.parent().equals(resource.urn()))
        .map(StackResource::view)
        .toList();
  }

  /** The resources that a resource depends on as a whole; see {@link #sourcesOf}. */
  public List<ResourceView> dependenciesOf(ResourceView resource) {
    var node = resources.get(resource.urn());
    return node == null ? List.of() : expand(node.dependencies());
  }

  /**
   * The resources that a top-level property was computed from. A component is none that a value can
   * come from: in its place stands everything below it.
   */
  public List<ResourceView> sourcesOf(ResourceView resource, String property) {
    var node = resources.get(resource.urn());
    return node == null
        ? List.of()
        : expand(node.propertyDependencies().getOrDefault(property, Set.of()));
  }

  private List<ResourceView> expand(Set<String> urns) {
    var found = new LinkedHashSet<ResourceView>();
    var seen = new HashSet<String>();
    urns.stream().sorted().forEach(urn -> expand(urn, found, seen));
    return List.copyOf(found);
  }

  /** Whatever is said of parents, no component is looked into twice. */
  private void expand(String urn, Set<ResourceView> found, Set<String> seen) {
    var node = resources.get(urn);
    if (node == null || !seen.add(urn)) {
      return;
    }
    if (node.component()) {
      childrenOf(node.view()).forEach(child -> expand(child.urn(), found, seen));
    } else {
      found.add(node.view());
    }
  }
}
