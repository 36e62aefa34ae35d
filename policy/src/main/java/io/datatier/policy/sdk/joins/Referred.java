package io.datatier.policy.sdk.joins;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the values at a place refer to.
 *
 * @param known what known values say: the URN of a resource of the stack, or for one outside of it
 *     the value itself
 * @param computed the URNs of those that unknown values are computed from
 * @param open where a value stands that is unknown and comes from nowhere that is known
 */
public record Referred(Set<String> known, Set<String> computed, Optional<String> open) {

  public Referred {
    known = Collections.unmodifiableSet(new LinkedHashSet<>(known));
    computed = Collections.unmodifiableSet(new LinkedHashSet<>(computed));
  }

  /** Known and computed ones together. */
  public Set<String> all() {
    var all = new LinkedHashSet<>(known);
    all.addAll(computed);
    return all;
  }

  /** Whether both refer to one thing. */
  public boolean meets(Referred other) {
    return !Collections.disjoint(all(), other.all());
  }
}
