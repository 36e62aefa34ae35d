package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** What an action may be taken on: an ARN, perhaps with {@code *} in it, or {@code *} for all. */
public record AllowedResource(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "\\*|arn:(?:\\*|aws[a-z-]*):[a-z0-9-]+:[a-z0-9*-]{0,30}:[0-9*]{0,12}:[A-Za-z0-9_+=,.@:/*-]{1,900}");

  public AllowedResource {
    InvalidValue.requireMatch(value, VALID, "be an ARN such as arn:aws:s3:::orders/*, or *");
  }
}
