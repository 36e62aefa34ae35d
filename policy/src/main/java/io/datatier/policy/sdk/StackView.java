package io.datatier.policy.sdk;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A stack's resources and their dependencies, after everything was planned or created.
 *
 * <p>A resource here has its <em>outputs</em>. At preview the engine omits outputs that contain
 * unknown values (pulumi/pulumi#7854), so absent does not mean unset; {@link #inputsOf} has what
 * the program set.
 */
public final class StackView {

  private final StackIndex index;
  private final RuleContext context;

  private StackView(StackIndex index, RuleContext context) {
    this.index = index;
    this.context = context;
  }

  /**
   * A stack as an unconfigured rule sees it.
   *
   * @param resources the resources with their outputs
   * @param inputs the inputs from the same run, by URN
   */
  public StackView(Collection<StackResource> resources, Map<String, ResourceView> inputs) {
    this(resources, inputs, RuleContext.NONE);
  }

  /** The view of a stack by a rule in this context. */
  public StackView(
      Collection<StackResource> resources, Map<String, ResourceView> inputs, RuleContext context) {
    this(new StackIndex(resources, inputs), context);
  }

  /** The same stack as a rule in this context sees it; nothing is copied. */
  public StackView in(RuleContext other) {
    return new StackView(index, other);
  }

  /** The configuration of the rule that judges this stack. */
  public <T> T setting(Setting<T> setting) {
    return context.settings().get(setting);
  }

  /** The engine's facts about the stack. */
  public StackFacts facts() {
    return context.stack();
  }

  /** Every resource, in the order of the engine. */
  public List<ResourceView> resources() {
    // The types of such resources are not declared.
    return isTrial()
        ? new StackView(index, new RuleContext(facts(), context.settings())).views(index.all())
        : views(index.all());
  }

  /** Whether the stack is made up, one resource of each type that the check asked for. */
  private boolean isTrial() {
    return context.types().areOnTrial();
  }

  /** The resources of one type, or of all that a pattern such as {@code aws:rds/*} matches. */
  public List<ResourceView> resources(String type) {
    context.types().check(type);
    return TypePattern.isGlob(type) && !isTrial()
        ? resources(List.of(type))
        : views(index.ofType(type));
  }

  /** The resources of any of these types, in the order of the engine. */
  public List<ResourceView> resources(Collection<String> types) {
    var entries = new ArrayList<StackIndex.Entry>();
    types.forEach(context.types()::check);
    types.stream()
        .flatMap(type -> isTrial() ? Stream.of(type) : index.typesLike(type).stream())
        .distinct()
        .forEach(type -> entries.addAll(index.ofType(type)));
    entries.sort(Comparator.comparingInt(StackIndex.Entry::position));
    return views(entries);
  }

  /** Seen in this context when they are looked at: to ask how many there are costs nothing. */
  private List<ResourceView> views(List<StackIndex.Entry> entries) {
    return new AbstractList<>() {
      @Override
      public ResourceView get(int index) {
        return entries.get(index).resource().view().in(context);
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }

  /** The resource of this URN. */
  public Optional<ResourceView> resource(String urn) {
    return index.resource(urn).map(resource -> resource.view().in(context));
  }

  /**
   * What is computed from the stack alone: when a rule first asks for it, and for all rules of the
   * run together.
   */
  public <T> T once(Derived<T> what) {
    return index.once(what, in(new RuleContext(context.stack(), Settings.NONE, context.types())));
  }

  /** Judges every resource of a type and combines the verdicts, each about its resource. */
  public Verdict each(String type, Function<ResourceView, Verdict> check) {
    return Verdict.each(resources(type), resource -> check.apply(resource).about(resource.urn()));
  }

  /** The same resource with its inputs from this run, or itself if there are none. */
  public ResourceView inputsOf(ResourceView resource) {
    if (isTrial()) {
      return resource;
    }
    var inputs = index.inputsOf(resource.urn());
    return (inputs == null ? resource : inputs).in(context);
  }

  /** The parent of a resource. */
  public Optional<ResourceView> parentOf(ResourceView resource) {
    return index.resource(resource.urn()).flatMap(node -> resource(node.parent()));
  }

  /** Whether a resource is only a parent of others, not created by a provider. */
  public boolean isComponent(ResourceView resource) {
    return index.resource(resource.urn()).filter(StackResource::component).isPresent();
  }

  /** The resources of which this one is the parent. */
  public List<ResourceView> childrenOf(ResourceView resource) {
    return views(index.childrenOf(resource.urn()));
  }

  /** The resources that a resource depends on as a whole; see {@link #sourcesOf}. */
  public List<ResourceView> dependenciesOf(ResourceView resource) {
    return index
        .resource(resource.urn())
        .map(node -> expand(node.dependencies()))
        .orElse(List.of());
  }

  /**
   * The resources that a top-level property was computed from. A component is replaced by
   * everything below it, because values come from its children.
   */
  public List<ResourceView> sourcesOf(ResourceView resource, String property) {
    return index
        .resource(resource.urn())
        .map(node -> expand(node.propertyDependencies().getOrDefault(property, Set.of())))
        .orElse(List.of());
  }

  private List<ResourceView> expand(Set<String> urns) {
    var found = new LinkedHashMap<String, ResourceView>();
    var seen = new HashSet<String>();
    urns.stream().sorted().forEach(urn -> expand(urn, found, seen));
    return List.copyOf(found.values());
  }

  /** Guards against cycles of parents. */
  private void expand(String urn, Map<String, ResourceView> found, Set<String> seen) {
    var node = index.resource(urn);
    if (node.isEmpty() || !seen.add(urn)) {
      return;
    }
    if (node.get().component()) {
      index.childrenOf(urn).forEach(it -> expand(it.resource().view().urn(), found, seen));
    } else {
      found.put(urn, node.get().view().in(context));
    }
  }
}
