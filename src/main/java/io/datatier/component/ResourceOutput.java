package io.datatier.component;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResource;

/** Outputs that keep their dependency on a resource. */
public final class ResourceOutput {

  private ResourceOutput() {}

  /**
   * {@code output} with its dependency on {@code resource} restored. In com.pulumi 1.36.1 a
   * computed output of a resource that does not exist yet reaches the engine at preview without
   * that dependency, so policies and the engine take what is built from it for independent; {@code
   * id()} keeps it.
   */
  public static <T> Output<T> of(CustomResource resource, Output<T> output) {
    return Output.tuple(resource.id(), output).applyValue(both -> both.t2);
  }
}
