package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The ARN of the standard queue in SQS or the standard topic in SNS that gets the events with which
 * an asynchronous invocation failed for good. Invocations that a caller waits for, and those by a
 * queue or a stream, never come here: their source keeps what failed (Lambda guide, "Dead-letter
 * queues").
 */
public record DeadLetterTarget(String arn) {

  /** Lambda accepts neither FIFO queues nor FIFO topics. */
  public static final Pattern VALID =
      Pattern.compile(
          "arn:aws[a-z-]*:(?:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}"
              + "|sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256})");

  public DeadLetterTarget {
    InvalidValue.requireMatch(
        arn,
        VALID,
        "be the ARN of a standard queue or topic: arn:aws:sqs:<region>:<account>:<name> or"
            + " arn:aws:sns:<region>:<account>:<name>");
  }

  /** The one action that the function's role needs on it. */
  String sendAction() {
    return arn.split(":", 4)[2].equals("sqs") ? "sqs:SendMessage" : "sns:Publish";
  }
}
