package io.datatier.policy.sdk.wire;

import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceOptions;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackResource;
import java.util.List;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerProviderResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;

/** The engine's messages, for code that plays the engine. */
final class EngineMessages {

  private EngineMessages() {}

  static AnalyzeStackRequest analyzeStack(List<StackResource> resources) {
    return AnalyzeStackRequest.newBuilder()
        .addAllResources(resources.stream().map(EngineMessages::node).toList())
        .build();
  }

  static AnalyzeRequest analyze(ResourceView resource) {
    return AnalyzeRequest.newBuilder()
        .setType(resource.type())
        .setUrn(resource.urn())
        .setName(resource.name())
        .setProperties(PropertyCodec.encode(resource.properties()))
        .setOptions(options(resource.options()))
        .setProvider(provider(resource))
        .build();
  }

  private static AnalyzerResourceOptions options(ResourceOptions options) {
    return AnalyzerResourceOptions.newBuilder()
        .setProtect(options.protect())
        .addAllIgnoreChanges(options.ignoreChanges())
        .setDeleteBeforeReplace(options.deleteBeforeReplace().orElse(false))
        .setDeleteBeforeReplaceDefined(options.deleteBeforeReplace().isPresent())
        .addAllAdditionalSecretOutputs(options.additionalSecretOutputs())
        .addAllAliases(options.aliases())
        .setCustomTimeouts(
            AnalyzerResourceOptions.CustomTimeouts.newBuilder()
                .setCreate(options.timeouts().create().toMillis() / 1000.0)
                .setRead(options.timeouts().read().toMillis() / 1000.0)
                .setUpdate(options.timeouts().update().toMillis() / 1000.0)
                .setDelete(options.timeouts().delete().toMillis() / 1000.0))
        .setParent(options.parent())
        .build();
  }

  /** Every resource has a provider; this is the default in tests. */
  private static AnalyzerProviderResource provider(ResourceView resource) {
    var none = new ResourceView("pulumi:providers:test", "", "default", Fields.NONE);
    var provider = resource.provider().orElse(none);
    return AnalyzerProviderResource.newBuilder()
        .setType(provider.type())
        .setUrn(provider.urn())
        .setName(provider.name())
        .setProperties(PropertyCodec.encode(provider.properties()))
        .build();
  }

  private static AnalyzerResource node(StackResource resource) {
    var view = resource.view();
    var node =
        AnalyzerResource.newBuilder()
            .setType(view.type())
            .setUrn(view.urn())
            .setName(view.name())
            .setProperties(PropertyCodec.encode(view.properties()))
            .setOptions(options(view.options()))
            .setParent(resource.parent())
            .addAllDependencies(resource.dependencies());
    resource
        .propertyDependencies()
        .forEach(
            (property, urns) ->
                node.putPropertyDependencies(
                    property, AnalyzerPropertyDependencies.newBuilder().addAllUrns(urns).build()));
    if (!resource.component()) {
      node.setProvider(provider(view));
    }
    return node.build();
  }
}
