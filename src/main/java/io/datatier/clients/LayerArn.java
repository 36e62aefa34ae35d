package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** The ARN of one version of a Lambda layer. */
public record LayerArn(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:layer:[A-Za-z0-9_-]{1,140}:[0-9]+");

  public LayerArn {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be the ARN of a layer's version:"
            + " arn:aws:lambda:<region>:<account>:layer:<name>:<version>");
  }
}
