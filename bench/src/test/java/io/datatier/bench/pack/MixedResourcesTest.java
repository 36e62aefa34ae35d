package io.datatier.bench.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;

final class MixedResourcesTest {

  @Test
  void each_resource_has_a_name_of_its_own_and_depends_on_earlier_ones_alone() {
    var before = new HashSet<String>();
    var unknown = new HashSet<String>();
    for (var resource : MixedResources.first(3_000)) {
      resource.getDependenciesList().stream()
          .filter(urn -> !before.contains(urn))
          .forEach(unknown::add);
      before.add(resource.getUrn());
    }

    assertEquals(3_000, before.size());
    assertEquals(Set.of(), unknown);
  }

  @Test
  void each_hundred_has_the_same_types() {
    var resources = MixedResources.first(200);

    assertEquals(types(resources.subList(0, 100)), types(resources.subList(100, 200)));
  }

  private static List<String> types(List<AnalyzerResource> resources) {
    return resources.stream().map(AnalyzerResource::getType).collect(Collectors.toList());
  }
}
