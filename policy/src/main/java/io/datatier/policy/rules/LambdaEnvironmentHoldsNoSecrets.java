package io.datatier.policy.rules;

import static io.datatier.policy.sdk.Severity.HIGH;
import static io.datatier.policy.sdk.Verdict.undecided;
import static io.datatier.policy.sdk.Verdict.violation;

import io.datatier.policy.aws.Credentials;
import io.datatier.policy.resources.ConfigurationTexts;
import io.datatier.policy.sdk.PropertyPath;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;

/** No Lambda function has a secret in its environment. References to secrets are allowed. */
public final class LambdaEnvironmentHoldsNoSecrets {

  public static final Rule RULE =
      Rule.named("lambda-environment-holds-no-secrets")
          .title("Lambda environment variables contain no secrets")
          .because(
              "everyone who may describe the function can read them, and Pulumi's state stores them")
          .fix("keep the secret in Secrets Manager and give the function its ARN")
          .severity(HIGH)
          .mandatory()
          .on(
              "aws:lambda/function:Function",
              function ->
                  ConfigurationTexts.judge(
                      function.at("environment"), LambdaEnvironmentHoldsNoSecrets::judge));

  private LambdaEnvironmentHoldsNoSecrets() {}

  private static Verdict judge(ValueView variable, String text) {
    var credentials = Credentials.in(nameOf(variable), text);
    var path = variable.path();
    var verdict =
        Verdict.each(
            credentials.kinds().stream().sorted().toList(),
            kind -> violation(path, "contains " + kind));
    return credentials.complete() ? verdict : Verdict.all(verdict, undecided(path));
  }

  private static String nameOf(ValueView variable) {
    var steps = PropertyPath.parse(variable.path()).steps();
    return steps.get(steps.size() - 1).toString();
  }
}
