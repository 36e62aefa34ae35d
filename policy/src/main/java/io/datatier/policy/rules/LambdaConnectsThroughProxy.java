package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.CRITICAL;
import static io.datatier.policy.sdk.Verdict.notApplicable;

import io.datatier.policy.resources.AddressCarriers;
import io.datatier.policy.resources.AddressSources;
import io.datatier.policy.resources.DirectAddresses;
import io.datatier.policy.sdk.Glob;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.Setting;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;

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

  private static final Setting<List<String>> ADMINISTRATION =
      Setting.texts(
          "administrationFunctions",
          List.of(),
          "names of the functions that administer the database itself; * stands for any text");

  public static final Rule RULE =
      Rule.named("lambda-connects-through-proxy")
          .title("Lambda functions reach the database through RDS Proxy")
          .because("every concurrent invocation would hold a connection of the database's own")
          .fix("give the function the proxy's endpoint")
          .severity(CRITICAL)
          .mandatory()
          .settings(ADMINISTRATION)
          .on(FUNCTION, LambdaConnectsThroughProxy::judge)
          .onStack(LambdaConnectsThroughProxy::judgeStack);

  private LambdaConnectsThroughProxy() {}

  private static Verdict judgeStack(StackView stack) {
    var carriers = AddressCarriers.in(stack);
    return stack.each(
        FUNCTION,
        function ->
            administers(stack.inputsOf(function))
                ? administration()
                : Verdict.all(
                    AddressSources.judge(stack, function, ENVIRONMENT),
                    carriers.judge(function, ENVIRONMENT)));
  }

  private static Verdict judge(ResourceView function) {
    return administers(function) ? administration() : DirectAddresses.in(function.at(ENVIRONMENT));
  }

  /** By the name in AWS, which no two functions share. */
  private static boolean administers(ResourceView function) {
    var names = function.setting(ADMINISTRATION);
    return function.text("name").known().filter(it -> Glob.anyMatches(names, it)).isPresent();
  }

  private static Verdict administration() {
    return notApplicable("administers the database, by the pack's configuration");
  }
}
