package io.datatier.policy.sdk.joins;

import io.datatier.policy.sdk.ResourceView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The resources of a type by what one of their properties refers to; {@link References#by}. */
public final class Referrers {

  /** A resource and what it refers to. */
  public record Referrer(ResourceView resource, Referred referred) {}

  private final Map<String, List<Referrer>> byReferred = new HashMap<>();
  private final List<Referrer> open = new ArrayList<>();

  Referrers(References references, List<ResourceView> resources, String path) {
    for (var resource : resources) {
      var referrer = new Referrer(resource, references.from(resource, path));
      referrer
          .referred()
          .all()
          .forEach(it -> byReferred.computeIfAbsent(it, first -> new ArrayList<>()).add(referrer));
      if (referrer.referred().open().isPresent()) {
        open.add(referrer);
      }
    }
  }

  /** Those that refer to this: the URN of a resource of the stack, or for others what they say. */
  public List<Referrer> to(String referred) {
    return List.copyOf(byReferred.getOrDefault(referred, List.of()));
  }

  /**
   * Those with unknown references, which may refer to anything; some of them also have known ones.
   */
  public List<Referrer> open() {
    return List.copyOf(open);
  }
}
