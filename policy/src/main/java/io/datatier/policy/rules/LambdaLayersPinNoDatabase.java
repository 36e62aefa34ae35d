package io.datatier.policy.rules;

import static io.datatier.policy.resources.Clients.FUNCTION;
import static io.datatier.policy.resources.Clients.LAYER;
import static io.datatier.policy.sdk.Severity.CRITICAL;
import static io.datatier.policy.sdk.Verdict.notApplicable;

import io.datatier.policy.resources.ClientAddresses;
import io.datatier.policy.resources.DirectAddresses;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.settings.Administration;
import java.util.List;

/** No function has a layer whose files hold the address of a database itself. */
public final class LambdaLayersPinNoDatabase {

  public static final Rule RULE =
      Rule.named("lambda-layers-pin-no-database")
          .title("Layers of Lambda functions contain no database address")
          .because(
              "every function with the layer would bypass the proxy, whatever its environment"
                  + " says")
          .fix("remove the address from the layer and give functions the proxy's endpoint")
          .severity(CRITICAL)
          .mandatory()
          .settings(Administration.FUNCTIONS)
          .on(LAYER, LambdaLayersPinNoDatabase::judge)
          .onStack(LambdaLayersPinNoDatabase::judgeStack);

  private LambdaLayersPinNoDatabase() {}

  /** A layer by itself connects to nothing, and may be for administration alone. */
  private static Verdict judge(ResourceView layer) {
    return DirectAddresses.of(layer, List.of("code")).advise();
  }

  private static Verdict judgeStack(StackView stack) {
    var addresses = ClientAddresses.in(stack);
    return Verdict.all(
        stack.each(LAYER, layer -> judge(stack.inputsOf(layer)).open()),
        stack.each(
            FUNCTION,
            function ->
                Administration.names(stack.inputsOf(function), Administration.FUNCTIONS)
                    ? notApplicable("is an administration function in the pack's configuration")
                    : addresses.judgeFiles(function, "layers")));
  }
}
