package io.datatier.policy.sdk.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackResource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerProviderResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions.CustomTimeouts;

/** What com.pulumi's generated classes write and read is what is decoded. */
final class ResourceDecoderTest {

  private static final int TIMES = 300;

  private final WireValues values =
      new WireValues(20261201, List.of("name", "tags", "password", "value"));

  @Test
  void reads_a_stack_as_the_generated_classes_do() throws IOException {
    for (var time = 0; time < TIMES; time++) {
      var request =
          AnalyzeStackRequest.newBuilder()
              .addAllResources(Stream.generate(this::resource).limit(values.number(9)).toList())
              .build();
      assertEquals(
          request.getResourcesList().stream().map(ResourceDecoderTest::asParsed).toList(),
          DeepMessages.read(request.toByteString(), ResourceDecoder::stackRequest));
    }
  }

  @Test
  void reads_a_resource_as_the_generated_classes_do() throws IOException {
    for (var time = 0; time < TIMES; time++) {
      var resource = resource();
      var request =
          AnalyzeRequest.newBuilder()
              .setType(resource.getType())
              .setUrn(resource.getUrn())
              .setName(resource.getName())
              .setProperties(resource.getProperties())
              .setOptions(resource.getOptions());
      if (resource.hasProvider()) {
        request.setProvider(resource.getProvider());
      }
      var read = DeepMessages.read(request.build().toByteString(), ResourceDecoder::request);
      assertEquals(asParsed(resource).view(), read);
    }
  }

  @Test
  void takes_a_resource_without_a_provider_for_a_component_and_not_one_of_an_empty_provider()
      throws IOException {
    var request =
        AnalyzeStackRequest.newBuilder()
            .addResources(AnalyzerResource.getDefaultInstance())
            .addResources(
                AnalyzerResource.newBuilder()
                    .setProvider(AnalyzerProviderResource.getDefaultInstance()))
            .build();
    var read = DeepMessages.read(request.toByteString(), ResourceDecoder::stackRequest);
    assertEquals(List.of(true, false), read.stream().map(StackResource::component).toList());
    assertEquals(
        List.of(Optional.empty(), Optional.of(new ResourceView("", "", "", Fields.NONE))),
        read.stream().map(it -> it.view().provider()).toList());
  }

  /** Each part is sometimes absent. */
  private AnalyzerResource resource() {
    var resource =
        AnalyzerResource.newBuilder()
            .setType(values.text())
            .setUrn(values.text())
            .setName(values.text())
            .setParent(values.text())
            .addAllDependencies(texts());
    if (values.number(8) > 0) {
      resource.setProperties(values.properties());
    }
    for (var more = values.number(4); more > 0; more--) {
      resource.putPropertyDependencies(
          values.text(), AnalyzerPropertyDependencies.newBuilder().addAllUrns(texts()).build());
    }
    if (values.number(3) > 0) {
      resource.setProvider(
          AnalyzerProviderResource.newBuilder()
              .setType(values.text())
              .setUrn(values.text())
              .setName(values.text())
              .setProperties(values.properties()));
    }
    if (values.number(3) > 0) {
      resource.setOptions(
          AnalyzerResourceOptions.newBuilder()
              .setProtect(values.number(2) > 0)
              .addAllIgnoreChanges(texts())
              .setDeleteBeforeReplaceDefined(values.number(2) > 0)
              .addAllAliases(texts())
              .setParent(values.text())
              .setCustomTimeouts(CustomTimeouts.newBuilder().setCreate(values.number(9))));
    }
    return resource.build();
  }

  private List<String> texts() {
    return Stream.generate(values::text).limit(values.number(4)).toList();
  }

  private static StackResource asParsed(AnalyzerResource resource) {
    var view =
        new ResourceView(
                resource.getType(),
                resource.getUrn(),
                resource.getName(),
                PropertyCodec.decode(resource.getProperties()))
            .withOptions(AnalyzerMessages.options(resource.getOptions()));
    var provider = resource.getProvider();
    var sources = new HashMap<String, Set<String>>();
    resource
        .getPropertyDependenciesMap()
        .forEach((property, urns) -> sources.put(property, Set.copyOf(urns.getUrnsList())));
    return new StackResource(
        resource.hasProvider()
            ? view.withProvider(
                new ResourceView(
                    provider.getType(),
                    provider.getUrn(),
                    provider.getName(),
                    PropertyCodec.decode(provider.getProperties())))
            : view,
        !resource.hasProvider(),
        resource.getParent(),
        Set.copyOf(resource.getDependenciesList()),
        sources);
  }
}
