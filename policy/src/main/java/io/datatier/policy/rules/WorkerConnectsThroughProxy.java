package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.CRITICAL;
import static io.datatier.policy.sdk.Verdict.notApplicable;

import io.datatier.policy.resources.ClientAddresses;
import io.datatier.policy.resources.Clients;
import io.datatier.policy.resources.DirectAddresses;
import io.datatier.policy.resources.Recipients;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Violation;
import io.datatier.policy.settings.Administration;

/**
 * No machine, container, job or build is given the address of a database itself, neither by its
 * user data, plain, in base64 or compressed, nor by a container's environment or command, nor is a
 * template elsewhere that may hand it to one.
 */
public final class WorkerConnectsThroughProxy {

  public static final Rule RULE =
      Rule.named("worker-connects-through-proxy")
          .title("Workers on EC2 and ECS reach the database through RDS Proxy")
          .because("every new worker would hold its own database connections")
          .fix("give the worker the proxy's endpoint")
          .severity(CRITICAL)
          .mandatory()
          .settings(Administration.WORKERS)
          .on(Clients.workers(), WorkerConnectsThroughProxy::judge)
          .on(Recipients.STARTERS, WorkerConnectsThroughProxy::judge)
          .onStack(WorkerConnectsThroughProxy::judgeStack);

  private WorkerConnectsThroughProxy() {}

  private static Verdict judge(ResourceView worker) {
    return Administration.names(worker, Administration.WORKERS)
        ? administration()
        : worded(
            worker, ofWorkers(worker, DirectAddresses.of(worker, Clients.configurationOf(worker))));
  }

  private static Verdict ofWorkers(ResourceView client, Verdict verdict) {
    return Administration.unlessNamed(
        client, Administration.WORKERS, Recipients.workers(client, verdict));
  }

  private static Verdict judgeStack(StackView stack) {
    var addresses = ClientAddresses.in(stack);
    return Verdict.each(
        RULE.types(),
        type ->
            stack.each(
                type,
                worker -> {
                  var inputs = stack.inputsOf(worker);
                  if (Administration.names(inputs, Administration.WORKERS)) {
                    return administration();
                  }
                  var verdict = ofWorkers(inputs, addresses.judge(worker, inputs));
                  return worded(
                      worker,
                      Recipients.STARTERS.contains(type)
                          ? Verdict.all(
                              verdict, ofWorkers(inputs, addresses.judgeGiven(worker)).open())
                          : verdict);
                }));
  }

  /** What an unreadable template does with its parameters is unknown. */
  private static Verdict worded(ResourceView worker, Verdict verdict) {
    var elsewhere = Clients.elsewhere(worker.type());
    return elsewhere
        .map(
            it ->
                verdict.with(
                    answer -> answer instanceof Violation found ? worded(found, it) : answer))
        .orElse(verdict);
  }

  private static Violation worded(Violation found, String elsewhere) {
    return new Violation(
        found.path(),
        "%s; %s could not be read to see who gets it".formatted(found.message(), elsewhere),
        found.whole(),
        found.urn(),
        found.advisory());
  }

  private static Verdict administration() {
    return notApplicable("is an administration worker in the pack's configuration");
  }
}
