package io.datatier.rehearsal.sns;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.lambda.Functions;
import io.datatier.rehearsal.lambda.LambdaFunction;
import io.datatier.rehearsal.sqs.SqsQueue;
import java.util.Map;

/**
 * The destinations of messages and events. AWS accepts an ARN in this account that does not exist,
 * and then delivers nothing; here it is an error.
 */
public final class Deliveries {

  private static final Map<String, String> TYPES =
      Map.of("sns", SnsTopic.TYPE, "sqs", SqsQueue.TYPE, "lambda", LambdaFunction.TYPE);

  private Deliveries() {}

  /** Rejects a topic, queue or function in this account that does not exist. */
  public static void requireReachable(Account account, String arn, String code) {
    var parts = arn.split(":", 6);
    if (parts.length < 6
        || !parts[3].equals(account.region())
        || !parts[4].equals(account.number())
        || !TYPES.containsKey(parts[2])) {
      return;
    }
    var type = TYPES.get(parts[2]);
    if (type.equals(LambdaFunction.TYPE)) {
      var function = Functions.find(account, arn);
      var qualifier =
          arn.substring(Math.min(arn.length(), function.text("arn").orElse("").length()));
      if (!qualifier.isEmpty()) {
        Functions.requireQualifier(account, function, qualifier.substring(1));
      }
    } else if (account.findBy(type, "arn", arn).isEmpty()) {
      throw new AwsFault(code, "Nothing is at %s, so nothing would arrive.".formatted(arn));
    }
  }
}
