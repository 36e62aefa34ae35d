package io.datatier.rehearsal.lambda;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;

/**
 * What a function needs to exist in the account, and its role to allow, before Lambda creates or
 * updates it (Lambda API, CreateFunction).
 */
final class LambdaFunctionNeeds {

  private LambdaFunctionNeeds() {}

  static void requireAll(Account account, Fields properties) {
    var role = properties.text("role", "");
    deadLetters(account, role, properties.fields("deadLetterConfig").text("targetArn"));
    if (!properties.fields("vpcConfig").items("subnetIds").isEmpty()) {
      needs(account, role, "ec2:CreateNetworkInterface", "*", "EC2");
    }
    if (properties.fields("tracingConfig").says("mode", "Active")) {
      needs(account, role, "xray:PutTraceSegments", "*", "XRAY");
    }
  }

  private static void deadLetters(Account account, String role, Optional<String> target) {
    if (target.isEmpty() || target.get().isEmpty()) {
      return;
    }
    var arn = target.get();
    boolean isThere = account.entities().stream().anyMatch(each -> each.says("arn", arn));
    if (arn.contains(":" + account.number() + ":") && !isThere) {
      throw new AwsFault(
          "InvalidParameterValueException",
          "The target of the dead-letter queue, %s, does not exist.".formatted(arn));
    }
    if (arn.contains(":sqs:")) {
      needs(account, role, "sqs:SendMessage", arn, "SQS");
    } else {
      needs(account, role, "sns:Publish", arn, "SNS");
    }
  }

  private static void needs(
      Account account, String role, String action, String resource, String service) {
    Functions.requireAllowed(
        account,
        role,
        action,
        resource,
        "The provided execution role does not have permissions to call %s on %s"
            .formatted(action.substring(action.indexOf(':') + 1), service));
  }
}
