package io.datatier.sweep.judge;

import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.run.Finding;
import io.datatier.policy.sdk.run.PolicyRun;
import io.datatier.sweep.results.Found;
import io.datatier.sweep.state.Deployment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Judges one stack after the other as {@code pulumi policy analyze} does (pulumi/pulumi,
 * pkg/resource/deploy/analyze_snapshot.go): each resource by its inputs, then the stack by its
 * outputs. Remedies are tried, which fails if they crash, and change nothing.
 */
public final class StackJudge {

  private final PolicyRun run;
  private final Allowed allowed;

  /**
   * A judge for one thread.
   *
   * @param configuration of every rule, by its id, which {@link #check} has let pass
   */
  public StackJudge(
      PolicyPack pack, Map<String, RuleConfig> configuration, Allowed allowed, Clock clock) {
    this.run = new PolicyRun(pack, clock);
    this.allowed = allowed;
    run.configure(configuration);
  }

  /**
   * Looks at a configuration before anything is judged by it.
   *
   * @throws IllegalArgumentException naming every fault
   */
  public static void check(PolicyPack pack, Map<String, RuleConfig> configuration) {
    new PolicyRun(pack, Clock.systemUTC()).configure(configuration);
  }

  /** What the pack finds in a stack. */
  public List<Found> judge(Deployment stack) {
    run.begin(StackFacts.NONE);
    var found = new ArrayList<Found>();
    for (var resource : stack.inputs()) {
      for (var remedied : run.remediate(resource)) {
        if (!remedied.failure().isEmpty()) {
          found.add(
              found(remedied.rule().id(), "crash", false, resource.urn(), "", remedied.failure()));
        }
      }
      run.analyze(resource).findings().forEach(it -> found.add(found(it, resource.urn())));
    }
    var urns = stack.urns();
    run.analyzeStack(stack.outputs())
        .findings()
        .forEach(it -> found.add(found(it, urns.contains(it.urn()) ? it.urn() : stack.root())));
    return found;
  }

  private Found found(Finding finding, String urn) {
    return found(
        finding.rule().id(),
        finding.kind().name().toLowerCase(Locale.ROOT),
        finding.level() == Level.MANDATORY,
        urn,
        finding.path(),
        finding.message());
  }

  private Found found(
      String rule, String kind, boolean mandatory, String urn, String path, String message) {
    var exceptions = mandatory ? allowed.by(rule, urn) : List.<String>of();
    return new Found(rule, kind, mandatory, urn, path, message, exceptions);
  }
}
