package io.datatier.sweep.state;

import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.Urn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The resources of a stack, in the form in which {@code pulumi policy analyze} shows them to a pack
 * (pulumi/pulumi, pkg/resource/deploy/analyze_snapshot.go).
 */
public final class Deployment {

  private static final String STACK = "pulumi:pulumi:Stack";

  private final List<StoredResource> all;
  private final List<StoredResource> live;
  private final Map<String, ResourceView> providers = new HashMap<>();

  Deployment(List<StoredResource> resources) {
    all = List.copyOf(resources);
    live = all.stream().filter(resource -> !resource.deleted()).toList();
    all.stream()
        .filter(StoredResource::isProvider)
        .forEach(it -> providers.put(it.urn(), plain(it, it.inputs())));
  }

  private static ResourceView plain(StoredResource resource, Fields properties) {
    var name = Urn.parse(resource.urn()).name();
    return new ResourceView(resource.type(), resource.urn(), name, properties);
  }

  /** Each resource with its inputs. */
  public List<ResourceView> inputs() {
    return live.stream().map(it -> view(it, it.inputs())).toList();
  }

  /** All resources, with their outputs. */
  public List<StackResource> outputs() {
    return live.stream()
        .map(
            it ->
                new StackResource(
                    view(it, it.outputs()),
                    provider(it).isEmpty(),
                    it.options().parent(),
                    it.dependencies(),
                    it.propertyDependencies()))
        .toList();
  }

  private ResourceView view(StoredResource resource, Fields properties) {
    var view = plain(resource, properties).withOptions(resource.options());
    return provider(resource).map(view::withProvider).orElse(view);
  }

  /** A reference ends in the id of the provider, after its URN. */
  private Optional<ResourceView> provider(StoredResource resource) {
    var end = resource.provider().lastIndexOf("::");
    return end < 0
        ? Optional.empty()
        : Optional.ofNullable(providers.get(resource.provider().substring(0, end)));
  }

  /** How many resources there are to judge. */
  public int size() {
    return live.size();
  }

  /** The URNs that a finding can be about. */
  public Set<String> urns() {
    var urns = new HashSet<String>();
    live.forEach(it -> urns.add(it.urn()));
    return urns;
  }

  /** The URN that findings about the stack as a whole get; empty if there are no resources. */
  public String root() {
    for (var resource : all) {
      if (resource.type().equals(STACK) && resource.options().parent().isEmpty()) {
        return resource.urn();
      }
    }
    return all.stream().map(it -> Urn.parse(it.urn())).map(Deployment::root).findFirst().orElse("");
  }

  private static String root(Urn urn) {
    return "urn:pulumi:%s::%s::%s::%s-%s"
        .formatted(urn.stack(), urn.project(), STACK, urn.project(), urn.stack());
  }

  /** The stack's name, as {@code project/stack}; empty if there are no resources. */
  public String name() {
    var urn = Urn.parse(root());
    return urn.stack().isEmpty() ? "" : urn.project() + "/" + urn.stack();
  }
}
