package io.datatier.observability;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The ARN of an existing SNS topic. */
public record TopicArn(String value) {

  public static final Pattern VALID =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}");

  public TopicArn {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be the ARN of an SNS topic: arn:aws:sns:<region>:<account>:<name>, not a FIFO one");
  }
}
