package io.datatier.encryption;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/**
 * The ARN of a KMS key. Not an alias: IAM policies that allow decryption must name the key itself
 * (KMS guide, "Key identifiers").
 */
public record KeyArn(String value) {

  public static final Pattern VALID =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}");

  public KeyArn {
    InvalidValue.requireMatch(
        value, VALID, "be the ARN of a KMS key: arn:aws:kms:<region>:<account>:key/<id>");
  }
}
