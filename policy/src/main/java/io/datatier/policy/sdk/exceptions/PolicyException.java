package io.datatier.policy.sdk.exceptions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Leave for resources to violate policies, as the engine reads it from version 3.274 on
 * (pulumi/pulumi, pkg/resource/analyzer/exceptions.go), with what the engine does not ask for.
 *
 * @param id letters, digits, "-", "." and "_"
 * @param reason why
 * @param owner who is responsible; empty if not given
 * @param until the last day on which it applies, in UTC; the engine never lets it end
 * @param matches what it is about
 */
public record PolicyException(
    String id, String reason, String owner, Optional<LocalDate> until, List<Match> matches) {

  /**
   * Some policies on some resources.
   *
   * @param policies their names
   * @param targets URNs, letter for letter
   */
  public record Match(List<String> policies, List<String> targets) {

    public Match {
      policies = List.copyOf(policies);
      targets = List.copyOf(targets);
    }
  }

  public PolicyException {
    matches = List.copyOf(matches);
  }

  /** Whether it should have ended before this day. */
  public boolean hasEndedBy(LocalDate today) {
    return until.filter(day -> day.isBefore(today)).isPresent();
  }

  /** What has to be done about it by this day; empty if all is well. */
  public List<String> faults(LocalDate today) {
    var faults = new ArrayList<String>();
    if (owner.isEmpty()) {
      faults.add("has no owner: add \"owner\"");
    }
    if (until.isEmpty()) {
      faults.add("has no end: add \"until\", the last day on which it applies");
    } else if (hasEndedBy(today)) {
      faults.add(
          "ended on %s: remove it, or have %s renew it"
              .formatted(until.get(), owner.isEmpty() ? "its owner" : owner));
    }
    return faults;
  }

  /** How many targets it has. */
  public int targets() {
    return matches.stream().mapToInt(match -> match.targets().size()).sum();
  }

  /** The same, about those of its targets alone of which this says so. */
  PolicyException only(BiPredicate<String, String> policyAndUrn) {
    var left =
        matches.stream()
            .map(
                match ->
                    new Match(
                        match.policies(),
                        match.targets().stream()
                            .filter(
                                urn ->
                                    match.policies().stream()
                                        .anyMatch(policy -> policyAndUrn.test(policy, urn)))
                            .toList()))
            .filter(match -> !match.targets().isEmpty())
            .toList();
    return new PolicyException(id, reason, owner, until, left);
  }
}
