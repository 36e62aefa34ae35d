package io.datatier.database;

import io.datatier.config.InvalidValue;
import io.datatier.config.OfStack;
import io.datatier.config.Rule;
import io.datatier.network.NetworkSettings;
import java.util.regex.Pattern;

/** The full ARN of a secret in Secrets Manager, with the six characters that it ends with. */
public record SecretArn(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}"
              + "-[A-Za-z0-9]{6}");

  public SecretArn {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be the full ARN of a secret:"
            + " arn:aws:secretsmanager:<region>:<account>:secret:<name>-<six characters>");
  }

  @Rule
  static void requireRegion(String value, @OfStack NetworkSettings network) {
    network.requireRegionOf(value);
  }
}
