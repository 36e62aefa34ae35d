package io.datatier.policy.rules;

import static io.datatier.policy.resources.Clients.FUNCTION;
import static io.datatier.policy.sdk.Severity.CRITICAL;
import static io.datatier.policy.sdk.Verdict.notApplicable;
import static io.datatier.policy.sdk.Verdict.undecided;

import io.datatier.policy.resources.ClientAddresses;
import io.datatier.policy.resources.Clients;
import io.datatier.policy.resources.DeploymentCalls;
import io.datatier.policy.resources.DirectAddresses;
import io.datatier.policy.resources.Recipients;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.settings.Administration;

/**
 * No Lambda function is given the address of a database itself.
 *
 * <p>A known environment is judged by the host names in it, at update before the function is made.
 * At a preview it is often unknown; then what it will be computed from is looked at, which can
 * raise a suspicion and no more: the port and the name of a database come from it too.
 */
public final class LambdaConnectsThroughProxy {

  public static final Rule RULE =
      Rule.named("lambda-connects-through-proxy")
          .title("Lambda functions reach the database through RDS Proxy")
          .because("every concurrent invocation would hold its own database connection")
          .fix("give the function the proxy's endpoint")
          .severity(CRITICAL)
          .mandatory()
          .settings(Administration.FUNCTIONS, Administration.MIGRATIONS)
          .on(Clients.functions(), LambdaConnectsThroughProxy::judge)
          .onStack(LambdaConnectsThroughProxy::judgeStack);

  private LambdaConnectsThroughProxy() {}

  private static Verdict judge(ResourceView client) {
    if (Administration.names(client, Administration.FUNCTIONS)) {
      return administration();
    }
    var verdict = ofFunctions(client, DirectAddresses.of(client, Clients.configurationOf(client)));
    // Who calls a function is known once the whole stack is.
    return isMigration(client) && !verdict.answers().isEmpty() ? undecided("name") : verdict;
  }

  private static Verdict ofFunctions(ResourceView client, Verdict verdict) {
    return Administration.unlessNamed(
        client, Administration.FUNCTIONS, Recipients.functions(client, verdict));
  }

  private static boolean isMigration(ResourceView client) {
    return client.type().equals(FUNCTION)
        && Administration.names(client, Administration.MIGRATIONS);
  }

  private static Verdict judgeStack(StackView stack) {
    var addresses = ClientAddresses.in(stack);
    var calls = DeploymentCalls.in(stack);
    return Verdict.each(
        RULE.types(),
        type ->
            stack.each(
                type,
                client -> {
                  var inputs = stack.inputsOf(client);
                  if (Administration.names(inputs, Administration.FUNCTIONS)) {
                    return administration();
                  } else if (!isMigration(inputs)) {
                    var verdict = ofFunctions(inputs, addresses.judge(client, inputs));
                    return Recipients.STARTERS.contains(type)
                        ? Verdict.all(
                            verdict, ofFunctions(inputs, addresses.judgeGiven(client)).open())
                        : verdict;
                  }
                  return calls.alone(client)
                      ? notApplicable("migrates the database, and only the deployment calls it")
                      : Verdict.all(addresses.judgeGiven(client), addresses.judge(client, inputs));
                }));
  }

  private static Verdict administration() {
    return notApplicable("is an administration function in the pack's configuration");
  }
}
