package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** An action of IAM, such as {@code sqs:SendMessage}; {@code *} stands for any characters of it. */
public record AllowedAction(String value) {

  public static final Pattern VALID = Pattern.compile("[a-z0-9-]{1,40}:[A-Za-z0-9*]{1,80}");

  public AllowedAction {
    InvalidValue.requireMatch(value, VALID, "be an action of one service, such as sqs:SendMessage");
  }
}
