package io.datatier.policy.sdk;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads resources as resources of the types that a pack's rules judge: one of another provider, or
 * those in a template. What is found is reported of the resource itself.
 */
@FunctionalInterface
public interface Translation {

  /** Reads every resource as it is. */
  Translation NONE = (resources, made) -> List.of();

  /**
   * What a resource is read as.
   *
   * @param view of another type, with a URN of its own if it is one of several
   * @param place where it stands in the resource, before the paths of what is found in it; or empty
   * @param origins the top-level properties of the resource from which each of its own was read;
   *     all of them for one that is not named here
   */
  record Translated(ResourceView view, String place, Map<String, Set<String>> origins) {}

  /**
   * Reads resources together, so that what is unknown of several is the same in all of them.
   *
   * @param made whether the views have outputs, after the resources were planned or made
   * @return what they are read as by their URNs, without those that are judged as they are: more
   *     than one reading if it is unknown which of them will be created, so that each is judged.
   *     What is the same in several has the same URN in each, and what is not has another. None at
   *     all if every resource is judged as it is
   */
  List<Map<String, List<Translated>>> of(List<ResourceView> resources, boolean made);
}
