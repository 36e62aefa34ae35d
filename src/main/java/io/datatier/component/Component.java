package io.datatier.component;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import java.util.Collection;
import java.util.List;

/**
 * A component of the data tier. Children carry its name, a hyphen and their role; the engine knows
 * a resource by its name, so a renamed child is a replaced one.
 */
public abstract class Component extends ComponentResource {

  private final String name;

  protected Component(String type, String name, ComponentResourceOptions options) {
    super(type, name, ResourceArgs.Empty, options);
    this.name = name;
  }

  /** The logical name of the child that plays {@code role}. */
  protected final String child(String role) {
    return name + "-" + role;
  }

  /** Options that make a resource this component's child. */
  protected final CustomResourceOptions childOptions() {
    return CustomResourceOptions.builder().parent(this).build();
  }

  /** Options that make a resource this component's child, made after {@code others}. */
  protected final CustomResourceOptions childOptionsAfter(Collection<? extends Resource> others) {
    return CustomResourceOptions.builder()
        .parent(this)
        .dependsOn(List.<Resource>copyOf(others))
        .build();
  }

  /** Options that make a component this component's child. */
  protected final ComponentResourceOptions childComponentOptions() {
    return ComponentResourceOptions.builder().parent(this).build();
  }
}
