package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The ARN of a queue in SQS, standard or FIFO. */
public record QueueArn(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:(?:[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo)");

  public QueueArn {
    InvalidValue.requireMatch(
        value, VALID, "be the ARN of a queue: arn:aws:sqs:<region>:<account>:<name>");
  }

  boolean isFifo() {
    return value.endsWith(".fifo");
  }

  String name() {
    return value.substring(value.lastIndexOf(':') + 1);
  }
}
