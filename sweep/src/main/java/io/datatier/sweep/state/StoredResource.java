package io.datatier.sweep.state;

import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceOptions;
import java.util.Map;
import java.util.Set;

/**
 * A resource as a deployment records it (pulumi/pulumi, apitype.ResourceV3).
 *
 * @param deleted whether it has been replaced, and its deletion is pending
 * @param provider the URN and the id of its provider, as {@code URN::ID}; empty for a component
 * @param propertyDependencies the URNs that each input was computed from
 */
record StoredResource(
    String urn,
    String type,
    boolean deleted,
    Fields inputs,
    Fields outputs,
    String provider,
    Set<String> dependencies,
    Map<String, Set<String>> propertyDependencies,
    ResourceOptions options) {

  boolean isProvider() {
    return type.startsWith("pulumi:providers:");
  }
}
