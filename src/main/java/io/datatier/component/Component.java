package io.datatier.component;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import io.datatier.config.InvalidValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A component of the data tier. Children carry its name, a hyphen and their role; the engine knows
 * a resource by its name, so a renamed child is a replaced one.
 */
public abstract class Component extends ComponentResource {

  private final String name;
  private final Optional<Resource> parent;
  private final List<ChildTransform<?>> transforms;

  protected Component(String type, String name, ComponentResourceOptions options) {
    super(type, name, ResourceArgs.Empty, options);
    this.name = name;
    this.parent = options.getParent();
    this.transforms =
        options.getResourceTransformations().stream()
            .filter(ChildTransform.class::isInstance)
            .<ChildTransform<?>>map(ChildTransform.class::cast)
            .toList();
  }

  /**
   * Ends the component, once all its children are created.
   *
   * @throws InvalidValue if it was given a {@link ChildTransform} for a child that it does not have
   */
  @Override
  protected final void registerOutputs(Map<String, Output<?>> outputs) {
    var roles = descendants(this).map(this::roleOf).sorted().toList();
    for (var transform : transforms) {
      if (!roles.contains(transform.role())) {
        throw new InvalidValue(
            transform.role(),
            "be the role of a child of " + name + ": " + String.join(", ", roles));
      }
    }
    super.registerOutputs(outputs);
  }

  /** The logical name of the child that plays {@code role}. */
  protected final String child(String role) {
    return name + "-" + role;
  }

  /** Options of a child of this component. */
  protected final CustomResourceOptions childOptions() {
    return CustomResourceOptions.builder().parent(this).build();
  }

  /** Options of a child of this component that depends on {@code others}. */
  protected final CustomResourceOptions childOptionsAfter(Collection<? extends Resource> others) {
    return CustomResourceOptions.builder()
        .parent(this)
        .dependsOn(List.<Resource>copyOf(others))
        .build();
  }

  /** Options of a child component. */
  protected final ComponentResourceOptions childComponentOptions() {
    return ComponentResourceOptions.builder().parent(this).build();
  }

  final Optional<Resource> parent() {
    return parent;
  }

  final boolean isGiven(ChildTransform<?> transform) {
    return transforms.contains(transform);
  }

  private String roleOf(Resource descendant) {
    return descendant.pulumiResourceName().substring(child("").length());
  }

  private static Stream<Resource> descendants(Resource resource) {
    return resource.pulumiChildResources().stream()
        .flatMap(child -> Stream.concat(Stream.of(child), descendants(child)));
  }
}
