package io.datatier.policy.sdk.joins;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the values at a place refer to.
 *
 * @param known the URNs of resources in the stack that known values name, or the value itself for
 *     others
 * @param computed the URNs of resources that unknown values are computed from
 * @param open the path of an unknown value of unknown origin
 */
public record Referred(Set<String> known, Set<String> computed, Optional<String> open) {

  public Referred {
    known = Collections.unmodifiableSet(new LinkedHashSet<>(known));
    computed = Collections.unmodifiableSet(new LinkedHashSet<>(computed));
  }

  /** Both known and computed references. */
  public Set<String> all() {
    var all = new LinkedHashSet<>(known);
    all.addAll(computed);
    return all;
  }

  /** Whether they have a reference in common. */
  public boolean meets(Referred other) {
    return !Collections.disjoint(all(), other.all());
  }
}
