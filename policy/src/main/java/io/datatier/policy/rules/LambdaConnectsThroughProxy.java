package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.CRITICAL;

import io.datatier.policy.resources.AddressCarriers;
import io.datatier.policy.resources.AddressSources;
import io.datatier.policy.resources.DirectAddresses;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;

/**
 * No Lambda function is given the address of a database itself.
 *
 * <p>A known environment is judged by the host names in it, at update before the function is made.
 * At a preview it is often unknown; then what it will be computed from is looked at, which can
 * raise a suspicion and no more: the port and the name of a database come from it too.
 */
public final class LambdaConnectsThroughProxy {

  private static final String FUNCTION = "aws:lambda/function:Function";
  private static final String ENVIRONMENT = "environment";

  public static final Rule RULE =
      Rule.named("lambda-connects-through-proxy")
          .title("Lambda functions reach the database through RDS Proxy")
          .because("every concurrent invocation would hold a connection of the database's own")
          .fix("give the function the proxy's endpoint")
          .severity(CRITICAL)
          .mandatory()
          .on(FUNCTION, function -> DirectAddresses.in(function.at(ENVIRONMENT)))
          .onStack(LambdaConnectsThroughProxy::judgeStack);

  private LambdaConnectsThroughProxy() {}

  private static Verdict judgeStack(StackView stack) {
    var carriers = AddressCarriers.in(stack);
    return stack.each(
        FUNCTION,
        function ->
            Verdict.all(
                AddressSources.judge(stack, function, ENVIRONMENT),
                carriers.judge(function, ENVIRONMENT)));
  }
}
