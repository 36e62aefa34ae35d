package io.datatier.policy.sdk.exceptions;

import io.datatier.policy.sdk.exceptions.PolicyEvents.Violation;
import io.datatier.policy.sdk.exceptions.PolicyException.Match;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Violations that existed when policies were introduced and may continue for a time: exceptions in
 * the register, one for each stack and policy.
 */
public final class Baseline {

  /** What their ids begin with; the project, the stack and the policy follow. */
  private static final String PREFIX = "baseline.";

  private final PolicyEvents run;
  private final List<PolicyException> exceptions;

  private Baseline(PolicyEvents run, List<PolicyException> exceptions) {
    this.run = run;
    this.exceptions = exceptions;
  }

  /** What a register has of the stacks that a run is about. */
  public static Baseline in(ExceptionRegister register, PolicyEvents run) {
    return new Baseline(
        run, register.exceptions().stream().filter(it -> isBaselineOf(it, run)).toList());
  }

  private static boolean isBaselineOf(PolicyException exception, PolicyEvents run) {
    return exception.id().startsWith(PREFIX)
        && exception.matches().stream()
            .flatMap(match -> match.targets().stream())
            .anyMatch(run::isAbout);
  }

  /** Whether there is no baseline for these stacks. */
  public boolean isEmpty() {
    return exceptions.isEmpty();
  }

  /**
   * Exceptions for what fails in the run, except for stacks and policies already in the baseline:
   * new violations there must fail.
   *
   * @param until the last day on which they apply
   * @param today named in their reason
   */
  public List<PolicyException> freezing(String owner, LocalDate until, LocalDate today) {
    var byId =
        run.violations().stream()
            .filter(it -> it.mandatory() && !it.excepted())
            .collect(Collectors.groupingBy(Baseline::id, TreeMap::new, Collectors.toList()));
    exceptions.forEach(old -> byId.remove(old.id()));
    return byId.entrySet().stream()
        .map(
            each ->
                new PolicyException(
                    each.getKey(),
                    "was there on " + today,
                    owner,
                    Optional.of(until),
                    List.of(match(each.getValue()))))
        .toList();
  }

  /** The engine allows no other characters in an id. */
  private static String id(Violation violation) {
    var names = violation.stack().replace('/', '.') + "." + violation.policy();
    return PREFIX + names.replaceAll("[^A-Za-z0-9_.-]", "-");
  }

  private static Match match(List<Violation> violations) {
    return new Match(
        List.of(violations.get(0).policy()),
        violations.stream().map(Violation::urn).distinct().sorted().toList());
  }

  /**
   * What is left of each exception: nothing if its policy is no longer violated. Stacks that the
   * run is not about keep what they have.
   */
  public Map<PolicyException, PolicyException> left() {
    var left = new LinkedHashMap<PolicyException, PolicyException>();
    for (var exception : exceptions) {
      left.put(
          exception, exception.only((policy, urn) -> !run.isAbout(urn) || run.has(policy, urn)));
    }
    return left;
  }
}
