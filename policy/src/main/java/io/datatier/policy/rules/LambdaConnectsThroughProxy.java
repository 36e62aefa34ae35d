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
 * No Lambda function has the address of a database.
 *
 * <p>A known environment is judged by the host names in it, at update before the function is
 * created. At preview it is often unknown. The rule then looks at what it will be computed from,
 * which is at most an advisory: a database's port and name come from there too.
 */
public final class LambdaConnectsThroughProxy {

  private static final String FUNCTION = "aws:lambda/function:Function";
  private static final String ENVIRONMENT = "environment";

  private static final Setting<List<String>> ADMINISTRATION =
      Setting.texts(
          "administrationFunctions",
          List.of(),
          "names of functions that may connect to the database directly; * matches any text");

  public static final Rule RULE =
      Rule.named("lambda-connects-through-proxy")
          .title("Lambda functions reach the database through RDS Proxy")
          .because("every concurrent invocation would hold its own database connection")
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

  /** By the name in AWS, which is unique. */
  private static boolean administers(ResourceView function) {
    var names = function.setting(ADMINISTRATION);
    return function.text("name").known().filter(it -> Glob.anyMatches(names, it)).isPresent();
  }

  private static Verdict administration() {
    return notApplicable("is an administration function in the pack's configuration");
  }
}
